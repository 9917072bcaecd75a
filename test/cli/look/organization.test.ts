import { snapshotMarkdown } from '../../../cli/look/markdown';
import { Holders } from '../../../cli/look/model/holders';
import { managementOf } from '../../../cli/look/model/management';
import { OrganizationNode, ShownOrganization, shownOrganization } from '../../../cli/look/model/organization';
import { drawOrganization } from '../../../cli/look/draw/organization';
import { inventedDirectory } from '../../support/invented-directory';
import type { Entity, OrganizationSnapshot, Snapshot } from '../../../sandbox/seed/snapshot';

const READ_AT = '2026-11-29T12:00:00.000Z';

function invitation(Id: string, party: Entity, State: string, ExpirationTimestamp: string): Entity {
  return { Id, Action: 'INVITE', State, ExpirationTimestamp, Parties: [{ Id: 'example111', Type: 'ORGANIZATION' }, party], Resources: [] };
}

const ORGANIZATION: OrganizationSnapshot = {
  organization: { Id: 'o-example111', FeatureSet: 'ALL', MasterAccountId: '111122223333' },
  roots: [{ Id: 'r-1', Name: 'Root' }],
  organizationalUnits: [{ Id: 'ou-2', Name: 'Inner', ParentId: 'ou-1' }, { Id: 'ou-1', Name: 'Outer', ParentId: 'r-1' }],
  accounts: [
    { Id: '444455556666', Name: 'team-10', Email: 'ten@example.com', State: 'SUSPENDED', ParentId: 'ou-2' }, { Id: '777788889999', Name: 'team-2', State: 'ACTIVE', ParentId: 'ou-2' },
    { Id: '111122223333', Name: 'management', State: 'ACTIVE', ParentId: 'r-1' },
  ],
  handshakes: [
    invitation('h-1', { Id: 'later@example.com', Type: 'EMAIL' }, 'OPEN', '2026-12-09T12:00:00.000Z'),
    invitation('h-2', { Id: '222233334444', Type: 'ACCOUNT' }, 'REQUESTED', '2026-11-30T11:00:00.000Z'),
    invitation('h-3', { Id: 'never@example.com', Type: 'EMAIL' }, 'DECLINED', '2026-11-20T12:00:00.000Z'),
    { Id: 'h-4', Action: 'ENABLE_ALL_FEATURES', State: 'OPEN' },
  ],
};

function snapshotWith(organization: OrganizationSnapshot): Snapshot {
  return { ...inventedDirectory({ people: 0, groups: 10, accounts: 1 }), organization };
}

function invented(accounts: number): ShownOrganization {
  return shownOrganization(inventedDirectory({ people: 0, groups: 10, accounts }).organization as OrganizationSnapshot, READ_AT);
}

function outline(node: OrganizationNode, depth = 0): string[] {
  return [`${'  '.repeat(depth)}${node.kind} ${node.name}`, ...'children' in node ? node.children.flatMap((child) => outline(child, depth + 1)) : []];
}

test('an organization is a tree of units, accounts and pending invitations, the next one to end first', () => {
  const { roots: [root], pastInvitations, accounts } = shownOrganization(ORGANIZATION, READ_AT);
  expect(outline(root as OrganizationNode)).toEqual([
    'root Root', '  account management', '  unit Outer', '    unit Inner', '      account team-2', '      account team-10',
    '  invitation 222233334444', '  invitation later@example.com',
  ]);
  expect(pastInvitations).toMatchObject([{ name: 'never@example.com', state: 'DECLINED' }]);
  expect(accounts.map(({ account, path }) => [account.name, ...path])).toEqual([
    ['management', 'Root'], ['team-2', 'Root', 'Outer', 'Inner'], ['team-10', 'Root', 'Outer', 'Inner'],
  ]);
});

test('a picture says of each account what is unusual about it, and of each invitation when it ends', () => {
  const { text } = drawOrganization(shownOrganization(ORGANIZATION, READ_AT));
  const details = [...text.matchAll(/<title>\u2068([^<]*)\u2069([^<]*)<\/title>/g)].map(([, name, detail]) => `${name}${detail}`);
  expect(details).toEqual(expect.arrayContaining([
    'management · 111122223333 · management account', 'team-10 · 444455556666 · suspended', 'team-2 · 777788889999',
    '222233334444 · invited · ends within a day, 2026-11-30', 'later@example.com · invited · ends in 10 days, 2026-12-09',
  ]));
});

test('every leaf of a tree has a row of its own, also where units are of different depths', () => {
  const { text } = drawOrganization(invented(60));
  const rows = [...text.matchAll(/class="node (?:account|invitation) \w+" transform="translate\(\d+ (\d+)\)"/g)].map(([, y]) => Number(y)).sort((one, other) => one - other);
  expect(rows).toHaveLength(62);
  const distances = rows.slice(1).map((y, index) => y - (rows[index] ?? 0));
  expect(Math.min(...distances)).toBeGreaterThanOrEqual(21);
});

test('of more than 200 accounts those of a unit are one leaf, and all are in the table', () => {
  const { text } = drawOrganization(invented(300));
  expect([...text.matchAll(/<title>\u2068(\d+ accounts)\u2069[^<]*<\/title>/g)].map(([, count]) => count)).toEqual(['66 accounts', '33 accounts', '100 accounts', '100 accounts']);
  expect(text).toContain('33 suspended');
  expect(text.match(/<th scope="row">/g)).toHaveLength(301);
});

test('an account is made or adopted by the stack whose invitation it was, as far as that can be told', () => {
  const accepted = invitation('h-5', { Id: '777788889999', Type: 'ACCOUNT' }, 'ACCEPTED', '2026-12-01T12:00:00.000Z');
  const snapshot = snapshotWith({ ...ORGANIZATION, handshakes: [...ORGANIZATION.handshakes, accepted] });
  const held = (physicalId: string) => ({ logicalId: physicalId, physicalId, type: 'Custom::OrganizationsAccountInvitation', status: 'CREATE_COMPLETE' });
  const [stack] = snapshot.stacks;
  const stacks = stack ? [{ ...stack, resources: [held('created:h-5'), held('member:444455556666')] }] : [];
  const { kinds } = managementOf({ ...snapshot, stacks }, new Holders({ stacks }));
  expect(kinds.find(({ title }) => title === 'accounts')).toMatchObject({ made: [{ name: 'team-2' }], adopted: [{ name: 'team-10' }], unmanaged: [{ name: 'management' }] });
});

test('as Markdown a small organization is a picture of Mermaid', () => {
  expect(snapshotMarkdown(snapshotWith({ ...ORGANIZATION, accounts: ORGANIZATION.accounts.slice(0, 1), handshakes: [] }))).toBe(`### The organization

1 account, 2 organizational units, as of 2026-11-29.

\`\`\`mermaid
flowchart LR
  n0["Root"]
  n1["Outer"]
  n0 --- n1
  n2["Inner"]
  n1 --- n2
  n3(["team#45;10 444455556666#44; suspended"])
  n2 --- n3
\`\`\`
`);
});

test('as Markdown a large organization is a list of units with their accounts counted', () => {
  expect(snapshotMarkdown(inventedDirectory({ people: 0, groups: 10, accounts: 100 }))).toBe(`### The organization

100 accounts, 5 organizational units, as of 2026-11-29.

- <code>Root</code>: 1 account
  - <code>Security</code>: 22 accounts
  - <code>Suspended</code>: 11 accounts
  - <code>Workloads</code>: 0 accounts
    - <code>Production</code>: 33 accounts
    - <code>Test</code>: 33 accounts
  - <code>444455556666</code> is invited, ends in 1 day, 2026-12-01
  - <code>research&#64;example.com</code> is invited, ends in 9 days, 2026-12-08
`);
});

test('an organization that was not read is said to be so, and a redacted one to be redacted', () => {
  const { organization: _, ...without } = inventedDirectory({ people: 0, groups: 10, accounts: 1 });
  expect(snapshotMarkdown({ ...without, isRedacted: true })).toBe('### The organization (redacted)\n\nIt was not read.\n');
});

test('a declined invitation, and one of another kind, leave an account with the stack whose invitation it accepted', () => {
  const invitations = [['h-5', 'ACCEPTED'], ['h-6', 'DECLINED']].map(([id = '', state = '']) =>
    invitation(id, { Id: '777788889999', Type: 'ACCOUNT' }, state, '2026-12-01T12:00:00.000Z'));
  const snapshot = snapshotWith({ ...ORGANIZATION, handshakes: [...invitations, { ...invitations[0], Id: 'h-7', Action: 'ENABLE_ALL_FEATURES' }] });
  const held = { logicalId: 'Payments', physicalId: 'created:h-5', type: 'Custom::OrganizationsAccountInvitation', status: 'CREATE_COMPLETE' };
  const stacks = snapshot.stacks.slice(0, 1).map((stack) => ({ ...stack, resources: [held] }));
  const { kinds } = managementOf({ ...snapshot, stacks }, new Holders({ stacks }));
  expect(kinds.find(({ title }) => title === 'accounts')?.made).toEqual([{ id: '777788889999', name: 'team-2' }]);
});

test('as Markdown what could not be read of an organization is said', () => {
  const notRead = [{ what: 'invitations', why: 'You may not' }, { what: 'users of the identity store d-1 in us-east-1', why: 'You may not' }];
  const small = snapshotWith({ ...ORGANIZATION, accounts: [], handshakes: [] });
  expect(snapshotMarkdown({ ...small, notRead })).toContain('as of 2026-11-29.\n\nNot read&#58; invitations&#58; You may not.\n\n```mermaid\n');
  const { organization: _, ...without } = small;
  expect(snapshotMarkdown({ ...without, notRead: [{ what: 'organization', why: 'You may not' }] }))
    .toBe('### The organization\n\nIt was not read.\n\nNot read&#58; organization&#58; You may not.\n');
});

test('a unit without a name is shown by its id, since Mermaid refuses empty texts', () => {
  expect(snapshotMarkdown(snapshotWith({ ...ORGANIZATION, accounts: [], handshakes: [], organizationalUnits: [{ Id: 'ou-1', Name: '', ParentId: 'r-1' }] }))).toContain('["ou#45;1"]');
});

test('units that are within each other, as only a file can say, are drawn once', () => {
  const { roots: [root] } = shownOrganization({ ...ORGANIZATION, accounts: [], handshakes: [], organizationalUnits: [
    { Id: 'ou-1', Name: 'Outer', ParentId: 'r-1' }, { Id: 'ou-2', Name: 'Inner', ParentId: 'ou-1' }, { Id: 'ou-1', Name: 'Outer', ParentId: 'ou-2' },
  ] }, READ_AT);
  expect(outline(root as OrganizationNode)).toEqual(['root Root', '  unit Outer', '    unit Inner']);
});
