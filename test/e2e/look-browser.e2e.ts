import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { planPage } from '../../cli/look/plan-page';
import { snapshotPage } from '../../cli/look/snapshot-page';
import { redacted } from '../../cli/snapshot/redact';
import { chromiumPath, startChromium } from '../../scripts/pictures/chromium';
import { Picture, PICTURES } from '../../scripts/pictures/pictures';
import { screenshotOf, textDrawing } from '../../scripts/pictures/screenshots';
import { ROOT } from '../../scripts/root';
import type { Snapshot } from '../../sandbox/seed/snapshot';
import { inventedDirectory } from '../support/invented-directory';
import { inventedPlan } from '../support/invented-plan';
import { differenceOf } from './support/picture-difference';
import { EVERY_VERB, NO_PLAN, UNICODE } from '../cli/plan/plans';

const FILES = mkdtempSync(join(tmpdir(), 'cdk-org-guard-look-'));
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const SMALL = inventedDirectory({ people: 40, groups: 10, accounts: 60 });
const LARGE = inventedDirectory({ people: 1000, groups: 100, accounts: 300 });

const NAMES = ['שלום', 'مرحبا بكم', '<script>alert(1)</script>', 'x'.repeat(200), '田中太郎さん', '"quoted\'', 'a\u202Eb', '👩‍👩‍👧 family'];

/** The directory with such names for everything that has one. */
function withNames(snapshot: Snapshot): Snapshot {
  let count = 0;
  const text = JSON.stringify(snapshot, (member, value: unknown) => ['UserName', 'DisplayName', 'Name', 'Email', 'stackName'].includes(member) ? NAMES[count++ % NAMES.length] : value);
  return JSON.parse(text) as Snapshot;
}

const PAGES: Readonly<Record<string, () => string>> = {
  'a directory of 40 people': () => snapshotPage(SMALL),
  'a directory of 1,000 people': () => snapshotPage(LARGE),
  'a redacted directory': () => snapshotPage(redacted(SMALL)),
  'a directory with names in many scripts': () => snapshotPage(withNames(SMALL)),
  'a directory that was read in part': () => snapshotPage({ ...SMALL, notRead: [{ what: 'organization', why: 'You may not' }] }),
  'a plan': () => planPage(inventedPlan(SMALL)),
  'a plan with every verb': () => planPage(EVERY_VERB),
  'a plan with names in many scripts': () => planPage(UNICODE),
  'a plan without a stack': () => planPage(NO_PLAN),
};

const DOCUMENTED = join(ROOT, 'docs', 'look');

/** So large a part of a picture may be clearly different, where text is drawn as it was. */
const MOST_DIFFERENT = 0.0002;

const executable = chromiumPath();
if (executable === undefined) console.warn('NO CHROMIUM: no page is looked at');
const inBrowser = executable === undefined ? describe.skip : describe;

interface Opened {
  readonly page: Page;
  /** What went wrong, or was asked for beside the page itself. */
  readonly remarks: readonly string[];
}

inBrowser('in a browser', () => {
  let browser: Browser;
  beforeAll(async () => { browser = await startChromium(executable as string); });
  afterAll(async () => {
    await browser.close();
    rmSync(FILES, { recursive: true });
  });

  async function open(html: string, { colorScheme = 'light' as 'light' | 'dark', width = 1280 } = {}): Promise<Opened> {
    const file = join(FILES, 'page.html');
    writeFileSync(file, html);
    const page = await browser.newPage({ colorScheme, viewport: { width, height: 800 } });
    const remarks: string[] = [];
    page.on('pageerror', ({ message }) => remarks.push(message));
    page.on('console', (message) => remarks.push(message.text()));
    page.on('request', (request) => { if (request.url() !== `file://${file}`) remarks.push(request.url()); });
    await page.goto(`file://${file}`);
    return { page, remarks };
  }

  /** What axe finds, as a line for each place. What is folded is unfolded first, since it would be passed over. */
  async function findings(page: Page): Promise<string[]> {
    await page.evaluate('document.querySelectorAll("details").forEach((details) => { details.open = true; })');
    await page.evaluate(AXE);
    const { violations } = await page.evaluate('axe.run({ resultTypes: ["violations"] })') as AxeResults;
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
  }

  // The large one has the colours of the small one, and takes a minute.
  const inColors = Object.keys(PAGES).flatMap((name): [string, 'light' | 'dark'][] => (name === 'a directory of 1,000 people' ? [[name, 'light']] : [[name, 'light'], [name, 'dark']]));

  test.each(inColors)('%s has no error, asks for nothing, and is accessible (%s)', async (name, colorScheme) => {
    const { page, remarks } = await open(PAGES[name]?.() ?? '', { colorScheme });
    expect(await findings(page)).toEqual([]);
    expect(remarks).toEqual([]);
    await page.close();
  });

  test.each(PICTURES)('$file in the documentation is what its page looks like, where text is drawn as it was then', async (picture) => {
    const file = join(DOCUMENTED, `${picture.page}.html`);
    const { text } = JSON.parse(readFileSync(join(DOCUMENTED, 'pictures.json'), 'utf8')) as { text: string };
    if (await textDrawing(browser) !== text) return console.warn(`OTHER FONTS, OR ANOTHER CHROMIUM: ${picture.file} is not compared`);
    const [now, then] = [await screenshotOf(browser, file, picture), readFileSync(join(DOCUMENTED, picture.file))];
    expect(await differenceOf(browser, now, then)).toBeLessThan(MOST_DIFFERENT);
  });

  test('a colour that is another one is seen in the picture', async () => {
    const [picture] = PICTURES;
    const [file, changed] = [join(DOCUMENTED, `${picture?.page}.html`), join(FILES, 'changed.html')];
    writeFileSync(changed, readFileSync(file, 'utf8').replace('</style>', '.matrix .adopted { background: #ffcccc; }</style>'));
    const shots = await Promise.all([file, changed].map((each) => screenshotOf(browser, each, picture as Picture)));
    expect(await differenceOf(browser, shots[0] as Buffer, shots[1] as Buffer)).toBeGreaterThan(MOST_DIFFERENT);
  });

  test('a text without contrast would be found', async () => {
    const { page } = await open(snapshotPage(SMALL).replace('</style>', '.hint { color: #cccccc; }</style>'));
    expect((await findings(page)).map((finding) => finding.split(':')[0])).toEqual(expect.arrayContaining(['color-contrast']));
    await page.close();
  });

  test.each(Object.keys(PAGES))('%s scrolls only within its tables on a narrow screen', async (name) => {
    const { page } = await open(PAGES[name]?.() ?? '', { width: 400 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(400);
    await page.close();
  });

  test('the heads of a large table stay where they are, and stand over their columns', async () => {
    const { page } = await open(snapshotPage(LARGE));
    const places = await page.evaluate(`(() => {
      const table = document.querySelector('.matrix'), region = table.parentElement;
      region.scrollTo(200, 1500);
      const box = (element) => element.getBoundingClientRect(), outer = box(region);
      const heads = [...table.querySelectorAll('thead th')].map(box), person = box(table.querySelector('tbody tr:nth-child(90) th'));
      const wrong = [...table.querySelectorAll('tbody td[class]')].filter((cell) => !heads.some(({ left, width }) => Math.abs(left - box(cell).left) < 1 && Math.abs(width - box(cell).width) < 1));
      return { below: heads[0].top - outer.top, besides: person.left - outer.left, wrong: wrong.length };
    })()`) as { below: number; besides: number; wrong: number };
    expect(places).toEqual({ below: 1, besides: 1, wrong: 0 });
    await page.close();
  });

  test.each([['usual', SMALL], ['other', withNames(SMALL)]])('no text of the tree of an organization is written over another (%s names)', async (_title, snapshot) => {
    const { page } = await open(snapshotPage(snapshot));
    const overlapping = await page.evaluate(`(() => {
      const boxes = [...document.querySelectorAll('.tree text')].map((text) => ({ name: text.textContent, ...text.getBoundingClientRect().toJSON() }));
      return boxes.flatMap((one, index) => boxes.slice(index + 1).filter((other) => one.left < other.right && other.left < one.right && one.top + 2 < other.bottom - 2 && other.top + 2 < one.bottom - 2)
        .map((other) => one.name + ' / ' + other.name));
    })()`);
    expect(overlapping).toEqual([]);
    await page.close();
  });

  test('no line of the tree of an organization begins in the name of a unit', async () => {
    const { page } = await open(snapshotPage(SMALL));
    const gaps = await page.evaluate(`(() => {
      const units = [...document.querySelectorAll('.tree .unit, .tree .root')].map((unit) => ({ place: unit.transform.baseVal[0].matrix, text: unit.querySelector('text').getBBox() }));
      const lines = [...document.querySelectorAll('.tree .link')].map((line) => line.getPointAtLength(0));
      return lines.map(({ x, y }) => Math.min(...units.filter(({ place }) => place.f === y && place.e < x).map(({ place, text }) => x - place.e - text.x - text.width)));
    })()`) as number[];
    expect(Math.min(...gaps)).toBeGreaterThan(3);
    await page.close();
  });

  test.each([['40 people', SMALL], ['1,000 people', LARGE]])('how many there are of %s stands in one line', async (_title, snapshot) => {
    const { page } = await open(snapshotPage(snapshot));
    const heights = await page.evaluate('[...document.querySelectorAll(".share-title")].map((title) => title.getBoundingClientRect().height)') as number[];
    expect(Math.max(...heights)).toBeLessThan(30);
    await page.close();
  });

  test('the name of a group is not cut, also of one that is created', async () => {
    const { page } = await open(planPage(inventedPlan(SMALL)));
    const names = await page.evaluate('[...document.querySelectorAll(".matrix thead .name")].map((name) => ({ name: name.textContent, cut: name.scrollHeight > name.clientHeight }))');
    expect(names).toEqual(expect.arrayContaining([{ name: 'team-research', cut: false }]));
    expect(names).not.toContainEqual(expect.objectContaining({ cut: true }));
    await page.close();
  });

  test('everything can be reached and unfolded without a mouse', async () => {
    const { page } = await open(snapshotPage(LARGE));
    const reached: string[] = [];
    for (let times = 0; times < 6; times++) {
      await page.keyboard.press('Tab');
      reached.push(await page.evaluate('document.activeElement.tagName + " " + (document.activeElement.textContent.slice(0, 23) || "")') as string);
    }
    expect(reached.slice(0, 3)).toEqual(['A Who is in which group', 'A The organization', 'A What the stacks own']);
    expect(reached[3]).toMatch(/^DIV/);
    expect(reached[4]).toMatch(/^SUMMARY/);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.parentElement.open')).toBe(true);
    await page.close();
  });

  test.each([['40 people', SMALL], ['1,000 people', LARGE]])('a directory of %s fits the width of a sheet of paper', async (_title, snapshot) => {
    const { page } = await open(snapshotPage(snapshot), { width: 1047 });
    await page.emulateMedia({ media: 'print' });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(1047);
    await page.close();
  });
});
