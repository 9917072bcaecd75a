import fc from 'fast-check';
import { snapshotMarkdown } from '../../../cli/look/markdown';
import { planPage } from '../../../cli/look/plan-page';
import { parseShown } from '../../../cli/look/shown';
import { snapshotPage } from '../../../cli/look/snapshot-page';
import { planJson } from '../../../cli/plan/json';
import { redacted } from '../../../cli/snapshot/redact';
import { unitsOf } from '../../../rehearsal/contents/contents-plan';
import { inventedDirectory } from '../../support/invented-directory';
import type { Snapshot } from '../../../sandbox/seed/snapshot';
import { anyText } from '../../support/any-text';
import { ALL_PLANS, CAMPAIGNS, EVERY_VERB, NO_PLAN, planOf, planOfNothingBut, resource, stackOf } from '../plan/plans';

const SMALL = { people: 12, groups: 10, accounts: 5 };

/** What a page consists of, whatever its texts say. */
function skeletonOf(page: string): string[] {
  return page.match(/<[^>]*>/g)?.map((tag) => tag.replace(/"[^"]*"/g, '""').replace(/colspan=\d+/, '')) ?? [];
}

/** A snapshot with a text wherever a person can have written one. */
function snapshotOfNothingBut(text: string): Snapshot {
  const snapshot = inventedDirectory(SMALL);
  const [store] = snapshot.identityStores;
  const { organization } = snapshot;
  return {
    ...snapshot,
    reading: { ...snapshot.reading, caller: { ...snapshot.reading.caller, arn: text }, endpoint: text },
    identityStores: store ? [{ ...store, users: store.users.map((user) => ({ ...user, UserName: text, DisplayName: `${text}!` })), groups: store.groups.map((group) => ({ ...group, DisplayName: text })) }] : [],
    ...(organization && {
      organization: {
        ...organization, roots: [{ Id: 'r-ab12', Name: text }], organizationalUnits: organization.organizationalUnits.map((unit) => ({ ...unit, Name: text })),
        accounts: organization.accounts.map((account) => ({ ...account, Name: text, Email: text })),
        handshakes: organization.handshakes.map((handshake) => ({ ...handshake, Parties: [{ Id: text, Type: 'EMAIL' }] })),
      },
    }),
    stacks: snapshot.stacks.map((stack) => ({ ...stack, stackName: text })),
    notRead: [{ what: text, why: text }],
  };
}

const HARMLESS = 'somebody';
const NASTY = fc.oneof(anyText(30), fc.constantFrom(
  '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '\' onmouseover=\'alert(1)', '</style></svg></title>', '&lt;', '-->', ']]>', '\u202Eadmin', 'שלום', '`', 'x'.repeat(500), '</bdi>',
));

test('no text changes what a page of a directory consists of', () => {
  const expected = skeletonOf(snapshotPage(snapshotOfNothingBut(HARMLESS)));
  fc.assert(fc.property(NASTY.filter((text) => text !== ''), (text) => {
    expect(skeletonOf(snapshotPage(snapshotOfNothingBut(text)))).toEqual(expected);
  }), { numRuns: 60 });
});

test('no text changes what a page of a plan consists of, but that the code of the catalogue is a link', () => {
  const expected = skeletonOf(planPage(planOfNothingBut(HARMLESS)));
  fc.assert(fc.property(NASTY.filter((text) => text !== '' && text !== '(known after deployment)'), (text) => {
    expect(skeletonOf(planPage(planOfNothingBut(text)))).toEqual(expected);
  }));
});

test('no name ends the text or the picture of Mermaid', () => {
  const lines = (text: string): number => snapshotMarkdown(snapshotOfNothingBut(text)).split('\n').length;
  const expected = lines(HARMLESS);
  fc.assert(fc.property(NASTY, (text) => {
    const markdown = snapshotMarkdown(snapshotOfNothingBut(text));
    expect(markdown.split('\n')).toHaveLength(expected);
    const labels = markdown.split('\n').filter((line) => /^ {2}n\d+[[(]/.test(line));
    expect(labels.filter((line) => !/^ {2}n\d+(\["[\p{L}\p{M}\p{N} #;]*"\]|\(\["[\p{L}\p{M}\p{N} #;]*"\]\))$/u.test(line))).toEqual([]);
  }));
});

test.each(ALL_PLANS)('a plan of %s is drawn with every resource in it', (_title, plan) => {
  const page = planPage(plan);
  const count = plan.stacks.reduce((sum, { resources, asItIs }) => sum + [...resources, ...asItIs?.leftBehind ?? []].flatMap(unitsOf).length, 0);
  expect(page.match(/<div class="what">/g) ?? []).toHaveLength(count);
});

test('a plan begins with what stops it and what it takes away, and comes to what it gives after that', () => {
  const titles = [...planPage(EVERY_VERB).matchAll(/<summary><h3>([^<]*) </g)].map(([, title]) => title);
  expect(titles).toEqual(['Refused', 'Lost', 'Takes access away', 'Deletes', 'Gives access', 'Not reached', 'Unknown until the deployment', 'Other changes', 'Kept']);
  expect(planPage(NO_PLAN)).toContain('<p>It is UPDATE_IN_PROGRESS since 2026-11-29T11:50:00Z; plan again when its deployment has ended.</p>');
});

test('what campaigns of invitations do from now on stands below the resources, of those that change', () => {
  const page = planPage(CAMPAIGNS);
  const [, campaigns = ''] = page.split('>Campaigns of invitations</h2>');
  const lines = campaigns.replace(/<[^>]*>/g, '\n').split('\n');
  expect(lines).toContain('6 accounts are invited (2 of them for the first time): 5 a day, over 2 days, if AWS refuses none and nobody else invites.');
  expect(lines.filter((line) => line.startsWith('Merger/'))).toEqual(['Accounts', 'New', 'Done', 'Lost', 'Ended', 'Destroyed'].map((name) => `Merger/${name}`));
});

test('old and new values stand side by side', () => {
  const changes = [{ attribute: 'Title', before: 'Analyst', after: '<Chief>' }, { attribute: 'Nickname', after: 'ada' }, { attribute: 'Locale', before: 'de' }];
  expect(planPage(planOf([stackOf([resource('People/Ada', 'changes', { changes })])])).replace(/<\/?bdi[^>]*>/g, '')).toContain(`<tbody>
<tr><th scope="row">Title</th><td><del>Analyst</del></td><td><ins>&lt;Chief&gt;</ins></td></tr>
<tr><th scope="row">Nickname</th><td><span class="faint">not set</span></td><td><ins>ada</ins></td></tr>
<tr><th scope="row">Locale</th><td><del>de</del></td><td><span class="faint">removed</span></td></tr></tbody>`);
});

test('a redacted snapshot is shown, and says so', () => {
  expect(snapshotPage(redacted(inventedDirectory(SMALL)))).toContain('It is redacted: names, addresses and what else is personal are replaced');
  expect(snapshotPage(inventedDirectory(SMALL))).not.toContain('redacted');
});

test('what could not be read is said before all that is shown', () => {
  expect(snapshotPage({ ...inventedDirectory(SMALL), notRead: [{ what: 'organization', why: 'You may not' }] })).toMatch(/1 thing could not be read.*<li>organization: You may not\.<\/li>.*<section/s);
});

test('an identity store that isn\'t there is said not to be', () => {
  expect(snapshotPage({ ...inventedDirectory(SMALL), missingStores: [{ identityStoreId: 'd-0987654321', region: 'eu-west-1' }] })).toContain('There is no identity store d-0987654321 in eu-west-1.');
});

test('an empty directory and an empty plan are drawn, too', () => {
  const { organization: _, ...nothing } = { ...inventedDirectory(SMALL), identityStores: [], stacks: [] };
  expect(snapshotPage(nothing)).toContain('<b>0</b> <span>stacks of this library</span>');
  expect(planPage(planOf([]))).toMatch(/<main>\s*<p class="headline">No stack has resources that a plan knows, so that nothing is planned\.<\/p>\s*<\/main>/);
  const [store] = inventedDirectory(SMALL).identityStores;
  expect(snapshotPage({ ...nothing, identityStores: store ? [{ ...store, memberships: [] }] : [] })).toContain('Nobody is in a group.');
});

test('a page neither loads nor runs anything', () => {
  const page = snapshotPage(inventedDirectory(SMALL));
  expect(page).toContain('content="default-src \'none\'; style-src \'unsafe-inline\'; base-uri \'none\'; form-action \'none\'"');
  expect(page).not.toMatch(/<script|<link|<img|\bsrc=|url\(|@import|@font-face|\son\w+=/i);
});

test('a file is a snapshot or a plan by its format, and anything else is refused with what it has to be', () => {
  const snapshot = inventedDirectory(SMALL);
  expect(parseShown(JSON.stringify(snapshot))).toEqual({ kind: 'snapshot', snapshot });
  expect(parseShown(JSON.stringify(redacted(snapshot)))).toMatchObject({ snapshot: { isRedacted: true } });
  expect(parseShown(planJson(EVERY_VERB))).toMatchObject({ kind: 'plan', plan: { totals: EVERY_VERB.totals } });
  expect(() => parseShown('{"identityStores":{}}')).toThrow('it is neither what snapshot writes nor what plan --format json does');
  expect(() => parseShown('[]')).toThrow('it is neither what snapshot writes nor what plan --format json does');
  expect(() => parseShown('{')).toThrow(/^it is not JSON: /);
  expect(() => parseShown(JSON.stringify({ ...EVERY_VERB, stacks: 1 }))).toThrow('the plan.stacks must be a list');
});

test.each([
  'users of the identity store STORE in REGION', 'groups of the identity store STORE in REGION', 'memberships of the group GROUP', 'memberships of the user USER',
])('nobody is said to be in no group for certain if the %s could not be read', (what) => {
  const { organization: _, ...rest } = inventedDirectory(SMALL);
  const stores = rest.identityStores.map((store) => ({ ...store, memberships: [] }));
  const [{ identityStoreId = '', region = '', groups = [], users = [] } = {}] = stores;
  const named = what.replace('STORE', identityStoreId).replace('REGION', region).replace('GROUP', String(groups[0]?.GroupId)).replace('USER', String(users[0]?.UserId));
  const page = snapshotPage({ ...rest, identityStores: stores, notRead: [{ what: named, why: 'You may not' }] });
  expect(page).toContain('Nobody is in a group, as far as that could be read.');
  expect(page).toContain('Groups without members, as far as that could be read');
  expect(page).toContain(`<span>${what.split(' ')[0]}, and what could not be read</span>`);
});
