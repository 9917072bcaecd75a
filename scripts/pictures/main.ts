/**
 * Writes the pages in docs/look by the command, and the pictures of them as far as there is a Chromium.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { commandLine } from '../command-line';
import { ROOT } from '../root';
import { chromiumPath, startChromium } from './chromium';
import { deployedExamples } from './examples';
import { digestOf, PAGES, PICTURES } from './pictures';
import { screenshotOf, textDrawing } from './screenshots';

const READABLE = 0o644;
const FOLDER = path.join(ROOT, 'docs', 'look');

commandLine('npm run pictures').parse();
void draw();

async function draw(): Promise<void> {
  const { snapshot, plan } = await deployedExamples();
  mkdirSync(FOLDER, { recursive: true });
  drawPage('directory', snapshot);
  drawPage('plan', plan);
  await drawPictures();
}

function drawPage(name: (typeof PAGES)[number], shown: object): void {
  const temporary = mkdtempSync(path.join(tmpdir(), 'cdk-org-guard-pictures-'));
  const [from, out] = [path.join(temporary, 'shown.json'), fileOf(name)];
  writeFileSync(from, JSON.stringify(shown));
  execFileSync(process.execPath, ['--import', 'tsx', 'cli/main.ts', 'look', '--from', from, '--out', out], { cwd: ROOT, stdio: 'inherit' });
  rmSync(temporary, { recursive: true });
  chmodSync(out, READABLE);
}

function fileOf(name: (typeof PAGES)[number]): string {
  return path.join(FOLDER, `${name}.html`);
}

async function drawPictures(): Promise<void> {
  const executable = chromiumPath();
  if (executable === undefined) return console.log('NO CHROMIUM: the pictures stay as they are');
  const browser = await startChromium(executable);
  for (const picture of PICTURES) writeFileSync(path.join(FOLDER, picture.file), await screenshotOf(browser, fileOf(picture.page), picture));
  const text = await textDrawing(browser);
  await browser.close();
  const digests = PAGES.map((name) => [name, digestOf(readFileSync(fileOf(name), 'utf8'))]);
  writeFileSync(path.join(FOLDER, 'pictures.json'), `${JSON.stringify({ ...Object.fromEntries(digests) as object, text }, undefined, 2)}\n`);
}
