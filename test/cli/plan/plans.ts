import type { CampaignPlan } from '../../../rehearsal/campaigns/campaign-plan';
import type { ContentsPlan } from '../../../rehearsal/contents/contents-plan';
import { Plan, PLAN_FORMAT, PlanMade, ResourcePlan, StackPlan, totalsOf } from '../../../rehearsal/plan';

const MADE: PlanMade = {
  version: '1.2.3',
  at: '2026-11-29T12:00:00.000Z',
  snapshot: {
    startedAt: '2026-11-29T11:54:00.000Z',
    endedAt: '2026-11-29T11:55:00.000Z',
    caller: { account: '111122223333', arn: 'arn:aws:sts::111122223333:assumed-role/Reader/jane@example.com' },
    region: 'eu-central-1',
  },
};

export const JANE = '9067642ac7-c1f6b2d8-5f0a-4f43-9f0e-3a1d6a3f7c21';

/** A stack of which nothing is planned yet. */
export function stackOf(resources: readonly ResourcePlan[], more: Partial<StackPlan> = {}): StackPlan {
  return { stackName: 'People', account: '111122223333', region: 'eu-central-1', isNew: false, resources, others: 0, ...more };
}

export function planOf(stacks: readonly StackPlan[], more: Partial<Plan> = {}): Plan {
  return { format: PLAN_FORMAT, made: MADE, stacks, totals: totalsOf(stacks), remarks: [], ...more };
}

export function resource(path: string, verb: ResourcePlan['verb'], more: Partial<ResourcePlan> = {}): ResourcePlan {
  const name = path.split('/').at(-1) ?? path;
  return {
    path, logicalId: name.replace(/\W/g, ''), type: 'Custom::IdentityStoreUser', entity: { kind: 'user', name: name.toLowerCase() }, verb, changes: [], ...more,
  };
}

const REFUSED = resource('People/Jane', 'refused', {
  entity: { kind: 'user', name: 'jane', id: JANE },
  reason: {
    code: 'IDENTITY_MISMATCH',
    message: `IDENTITY_MISMATCH: user "jane" already exists (${JANE}) with the e-mail address jane.roe@private.example, but jane@example.com is declared`,
    remedy: 'If it is the same person, declare the address that the user has or correct it in IAM Identity Center; if not, declare another userName, then deploy again',
  },
});

const REFUSED_BY_CLOUDFORMATION = resource('People/Native', 'refused', {
  type: 'AWS::IdentityStore::Group', entity: { kind: 'group', name: 'auditors' }, reason: { message: 'Resource with id auditors|d-1234567890 already exists' },
});

const LOST = resource('People/Operators', 'lost', {
  type: 'Custom::IdentityStoreGroup', entity: { kind: 'group', name: 'operators', id: '9067642ac7-0b0b7a44-0e26-4b8e-8c6e-6c1f6c1e2d10' }, access: 'takes',
  reason: { message: 'the clean-up of People/OldOperators deletes the group that People/Operators has adopted', remedy: 'Set RemovalPolicy.RETAIN for People/OldOperators first' },
});

const UNREACHED = resource('People/Admins/Jane', 'not reached', {
  type: 'Custom::IdentityStoreGroupMembership', entity: { kind: 'membership', name: 'jane in admins' }, dependsOn: ['Jane', 'Elsewhere'], access: 'gives',
});

const UNKNOWN = resource('People/Robot', 'unknown', { unknown: ['Email is an attribute of the resource Mailbox, which is not deployed yet'] });

const DELETED = resource('People/Admins/Bob', 'deletes', {
  type: 'Custom::IdentityStoreGroupMembership', entity: { kind: 'membership', name: 'bob in admins', id: 'membership-1' }, access: 'takes',
});

const REPLACED = resource('Accounts/Payments', 'replaces', {
  type: 'Custom::OrganizationsAccountInvitation', entity: { kind: 'invitation', name: '444455556666', id: 'h-examplehandshakeid111' },
  changes: [{ attribute: 'Target', before: '444455556666', after: '777788889999' }, { attribute: 'HandshakeId', before: 'h-examplehandshakeid111', after: '(known after deployment)' }],
});

const CHANGED = resource('People/Ada', 'changes', {
  movedFrom: 'People/Countess',
  entity: { kind: 'user', name: 'ada', id: JANE },
  changes: [
    { attribute: 'DisplayName', before: 'Ada', after: 'Ada Lovelace' },
    { attribute: 'Name.HonorificPrefix', after: 'Countess' },
    { attribute: 'Title', before: 'Analyst ' },
  ],
});

const CANCELED = resource('Accounts/Former', 'deletes', {
  type: 'Custom::OrganizationsAccountInvitation', entity: { kind: 'invitation', name: 'former@example.com', id: 'h-examplehandshakeid333' },
});

const WAITING = resource('Accounts/Research', 'waits for the other side', { entity: { kind: 'invitation', name: 'research@example.com', id: 'h-examplehandshakeid222' } });

const CREATED = resource('People/Grace', 'creates', { changes: [{ attribute: 'UserName', after: 'grace' }], access: 'gives' });

const ADOPTED = resource('People/Admins', 'adopts', {
  type: 'Custom::IdentityStoreGroup', entity: { kind: 'group', name: 'admins', id: '9067642ac7-a90db493' }, changes: [{ attribute: 'Description', before: 'Made by hand', after: 'Who may do everything' }],
});

const LEFT = resource('OldGroup', 'leaves', { type: 'Custom::IdentityStoreGroup', entity: { kind: 'group', name: 'interns', id: '9067642ac7-77777777' } });

const KEPT = resource('People/Linus', 'keeps', { entity: { kind: 'user', name: 'linus', id: '9067642ac7-12121212' } });

/** Every verb, in two stacks, of which one would roll back. */
export const EVERY_VERB = planOf([
  stackOf([REFUSED, REFUSED_BY_CLOUDFORMATION, LOST, UNREACHED, UNKNOWN, DELETED, CHANGED, CREATED, ADOPTED, LEFT, KEPT], {
    others: 7,
    asItIs: { status: 'UPDATE_ROLLBACK_COMPLETE', leftBehind: [ADOPTED] },
  }),
  stackOf([REPLACED, CANCELED, WAITING], { stackName: 'Accounts', region: 'us-east-1', isNew: true, others: 1 }),
], { remarks: ['Service control policies are not rehearsed', 'The store\'s quotas can\'t be read: the highest that there are is taken for granted.'] });

/** Names and values in many scripts, and some that want to be something else than text. */
export const UNICODE = planOf([stackOf([
  resource('People/Tanaka', 'changes', { entity: { kind: 'user', name: '田中太郎' }, changes: [{ attribute: 'DisplayName', before: '田中', after: '田中太郎さん、経理部の責任者でありプロジェクトの代表' }] }),
  resource('People/Family', 'creates', { entity: { kind: 'group', name: '👩‍👩‍👧 family' } }),
  resource('People/Cafe', 'adopts', { entity: { kind: 'group', name: 'cafe\u0301' }, changes: [{ attribute: 'Description', before: 'line\nbreak', after: 'gpj.\u202Eexe' }] }),
  resource('People/Red', 'keeps', { entity: { kind: 'group', name: '\u001B[31mred' } }),
  resource('People/Long', 'creates', { entity: { kind: 'group', name: 'x'.repeat(130) } }),
])]);

export const NO_PLAN = planOf([
  stackOf([KEPT]),
  stackOf([], { stackName: 'Accounts', noPlan: 'it is UPDATE_IN_PROGRESS since 2026-11-29T11:50:00Z; plan again when its deployment has ended' }),
]);

export const EMPTY = planOf([]);

export const UNCHANGED = planOf([stackOf([KEPT], { others: 4 })]);

/** A text wherever a plan can have one. */
export function planOfNothingBut(text: string): Plan {
  const everywhere = resource(text, 'refused', {
    entity: { kind: text, name: text, id: text },
    changes: [{ attribute: text, before: text, after: text }],
    reason: { code: text, message: text, remedy: text },
    movedFrom: text,
    dependsOn: [text],
    unknown: [text],
    mayBeRefused: { code: text, message: text, remedy: text },
    otherwise: [{ switch: text, verb: 'refused', reason: { message: text } }],
  });
  const ofContents = contents(text, 'refused', contentsOf([{ kind: 'membership', group: text, verb: 'deletes', access: 'takes', count: 2, names: [text], attributes: [text] }], {
    refused: { count: 2, byCode: [{ code: text, count: 2 }], rows: [{ kind: 'user', row: 1, code: text, message: text }] },
    renamed: [{ kind: 'user', before: text, after: text }], alsoIn: [{ contents: text, count: 1 }],
  }), { reason: { code: text, message: text } });
  const ofCampaign = campaign(text, 'changes', {
    roster: { rows: 2, added: 1, removed: 0, changed: 0 }, rows: [{ state: 'BLOCKED', code: text, next: 'NOTHING', count: 2, names: [text] }],
    gone: { staying: 0, ofOthers: 0, canceled: 2, names: [text] }, missingUnits: [{ unit: text, count: 2, names: [text] }], resumes: text,
    unknown: [text],
  });
  const stack = stackOf([everywhere, ofContents, ofCampaign], { stackName: text, region: text, asItIs: { status: text, leftBehind: [everywhere] } });
  return planOf([stack, { ...stack, resources: [], noPlan: text }], { remarks: [text] });
}

function contentsOf(entries: ContentsPlan['entries'], more: Partial<ContentsPlan> = {}): ContentsPlan {
  return { entries, refused: { count: 0, byCode: [], rows: [] }, renamed: [], notRevoked: 0, leftOutBefore: 0, owed: 0, alsoIn: [], ...more };
}

function contents(path: string, verb: ResourcePlan['verb'], of: ContentsPlan, more: Partial<ResourcePlan> = {}): ResourcePlan {
  return resource(path, verb, { type: 'Custom::IdentityStoreContents', entity: { kind: 'contents', name: path.split('/').at(-1) ?? path }, contents: of, ...more });
}

const rows = Array.from({ length: 20 }, (_, index) => ({
  kind: 'user' as const, row: index + 2, code: 'IDENTITY_MISMATCH', message: `user "user${index}" already exists (${JANE}) with the e-mail address private${index}@example.com.`,
}));

/** Contents that change, some of whose rows are refused, and some that aren't reached. */
export const CONTENTS = planOf([stackOf([
  contents('People/Everybody', 'refused', contentsOf([
    { kind: 'membership', group: 'admins', verb: 'deletes', access: 'takes', count: 2, names: ['eve', 'mallory'], ofOthers: 1 },
    { kind: 'membership', group: 'team | a', verb: 'deletes', access: 'takes', count: 1, names: ['bob'] },
    { kind: 'user', verb: 'changes', count: 1200, names: ['ada', 'countess'], attributes: ['DisplayName', 'Title'] },
    { kind: 'user', verb: 'creates', count: 1, names: ['grace'] },
    { kind: 'membership', group: 'admins', verb: 'creates', access: 'gives', count: 1, names: ['grace'] },
    { kind: 'user', verb: 'adopts', count: 2, names: ['kate', 'joan'], attributes: ['Emails'] },
    { kind: 'membership', group: 'admins', verb: 'adopts', count: 1, names: ['kate'] },
    { kind: 'membership', group: 'operators', verb: 'leaves', count: 1, names: ['kate'] },
    { kind: 'membership', group: 'admins', verb: 'keeps', count: 3000, names: ['ada'] },
  ], {
    declared: { users: 1204, groups: 3, memberships: 3004 },
    refused: { count: 25, byCode: [{ code: 'IDENTITY_MISMATCH', count: 22 }, { code: 'IDENTITY_UNPROVEN', count: 3 }], rows },
    renamed: [{ kind: 'user', before: 'ada', after: 'countess' }],
    notRevoked: 1, leftOutBefore: 1, owed: 2, alsoIn: [{ contents: 'Others/Some', count: 7 }],
  }), { reason: { code: 'CONTENTS_INCOMPLETE', message: '4,186 of 4,211 rows are as declared; 25 failed, and 0 may.', remedy: 'See the report' } }),
  contents('People/Others', 'refused', contentsOf([]), {
    reason: { code: 'TOO_MANY_REMOVALS', message: '31 of 67 users, groups and memberships would be removed, and 3 may be at once.', remedy: 'See whether the file is whole' },
  }),
], { asItIs: { status: 'UPDATE_ROLLBACK_COMPLETE', leftBehind: [contents('People/Everybody', 'changes', contentsOf([{ kind: 'user', verb: 'creates', count: 1, names: ['grace'] }]))] } })]);

function campaign(path: string, verb: ResourcePlan['verb'], of: Partial<CampaignPlan>, more: Partial<ResourcePlan> = {}): ResourcePlan {
  return resource(path, verb, {
    type: 'Custom::OrganizationsInvitationCampaign', entity: { kind: 'campaign', name: path.split('/').at(-1) ?? path },
    campaign: { rows: [], gone: { staying: 0, ofOthers: 0, canceled: 0, names: [] }, unknown: [], ...of }, ...more,
  });
}

const TWO = ['111122223333', 'j***@example.com'];

/** One row, or two, in every state, with everything that can come next. */
function everyState(count: 1 | 2): CampaignPlan['rows'] {
  const rows: readonly Omit<CampaignPlan['rows'][number], 'count' | 'names'>[] = [
    { state: 'QUEUED', next: 'INVITATION' }, { state: 'INVITED', next: 'ANSWER' }, { state: 'INVITED', next: 'ANSWER', isOfOthers: true },
    { state: 'JOINED', next: 'PLACE' }, { state: 'JOINED', next: 'NOTHING' }, { state: 'PLACED', next: 'NOTHING' }, { state: 'DECLINED', next: 'NOTHING' },
    { state: 'EXPIRED', next: 'INVITATION' }, { state: 'EXPIRED', next: 'NOTHING' }, { state: 'BLOCKED', code: 'ALREADY_IN_AN_ORGANIZATION', next: 'INVITATION' },
    { state: 'BLOCKED', code: 'INVITATION_CANCELED', next: 'NOTHING' }, { state: 'SKIPPED', code: 'DUPLICATE', next: 'NOTHING' }, { state: 'LEFT', next: 'NOTHING' },
  ];
  return rows.map((row) => ({ ...row, count, names: TWO.slice(0, count) }));
}

/** Campaigns that begin, change, go on and end. */
export const CAMPAIGNS = planOf([stackOf([
  campaign('Merger/Accounts', 'changes', {
    roster: { rows: 1200, added: 30, removed: 4, changed: 2 }, rows: everyState(2), invitations: { count: 6, first: 2, perDay: 5, days: 2, reinvitations: 2 },
    gone: { staying: 0, ofOthers: 1, canceled: 2, names: TWO }, resumes: 'ACCOUNT_OWNER_NOT_VERIFIED',
    unknown: ['in which accounts the role Join accepts, since roles of other accounts are not read'],
  }, { changes: [{ attribute: 'InvitationsPerDay', before: '20', after: '5' }, { attribute: 'CancelRemoved', after: 'true' }] }),
  campaign('Merger/New', 'creates', {
    roster: { rows: 13, added: 13, removed: 0, changed: 0 }, rows: everyState(1), invitations: { count: 3, first: 1, reinvitations: 1 },
    missingUnits: [{ unit: 'ou-ab12-cdefghij', count: 2, names: TWO }, { unit: 'ou-ab12-cdefghik', count: 1, names: TWO.slice(0, 1) }],
    unknown: ['in how many days all are sent: as many a day as AWS takes, and that quota can\'t be read'],
  }),
  campaign('Merger/Done', 'changes', {
    roster: { rows: 1, added: 0, removed: 1, changed: 0 }, invitations: { count: 0, first: 0, perDay: 5, days: 0, reinvitations: 0 },
    gone: { staying: 1, ofOthers: 0, canceled: 0, names: [] },
  }),
  campaign('Merger/Same', 'keeps', { roster: { rows: 1, added: 0, removed: 0, changed: 0 }, invitations: { count: 1, first: 1, perDay: 5, days: 1, reinvitations: 0 } }),
  campaign('Merger/Lost', 'changes', { roster: { rows: 1 }, unknown: ['which rows come in and which go'] }),
  campaign('Merger/Ended', 'leaves', { gone: { staying: 2, ofOthers: 1, canceled: 0, names: [] } }),
  campaign('Merger/Destroyed', 'deletes', { gone: { staying: 0, ofOthers: 0, canceled: 1, names: ['444455556666'] } }),
], { stackName: 'Merger' })]);

const manyVerbs = ['creates', 'adopts', 'changes', 'deletes', 'keeps'] as const;

/** 400 resources. */
export const LARGE = planOf([stackOf(Array.from({ length: 400 }, (_, index) => resource(`People/User${index}`, manyVerbs[index % 5] ?? 'keeps', {
  changes: index % 5 === 2 ? [{ attribute: 'Title', before: `Title ${index}`, after: `Title ${index + 1}` }] : [],
  ...(index % 5 === 3 && { access: 'takes' as const }),
  ...(index % 5 === 0 && { access: 'gives' as const }),
})))]);

export const ALL_PLANS: readonly (readonly [string, Plan])[] = [
  ['every verb', EVERY_VERB], ['unicode', UNICODE], ['a stack without a plan', NO_PLAN], ['nothing', EMPTY], ['nothing that changes', UNCHANGED], ['contents', CONTENTS], ['campaigns', CAMPAIGNS], ['400 resources', LARGE],
];
