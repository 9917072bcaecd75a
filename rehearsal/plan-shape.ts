import { ROW_STATES } from '../lib/contract/campaign';
import { NEXT_STEPS } from '../lambda/campaign/decide/due';
import { PLAN_FORMAT, Verb, VERBS } from './plan';
import { ACCOUNT_ID, BOOLEAN, list, members, oneOf, TEXT, TIME, wholeNumberFrom } from '../sandbox/seed/shape';

const COUNT = wholeNumberFrom(0);

const CHANGE = members({ attribute: TEXT, before: TEXT, after: TEXT }, 'attribute');

const REASON = members({ code: TEXT, message: TEXT, remedy: TEXT }, 'message');

const KIND = oneOf('user', 'group', 'membership');

const CONTENTS = members({
  declared: members({ users: COUNT, groups: COUNT, memberships: COUNT }, 'users', 'groups', 'memberships'),
  entries: list(members({
    kind: KIND, group: TEXT, verb: oneOf(...VERBS), access: oneOf('gives', 'takes'), count: COUNT, names: list(TEXT), ofOthers: COUNT, attributes: list(TEXT),
  }, 'kind', 'verb', 'count', 'names')),
  refused: members({
    count: COUNT,
    byCode: list(members({ code: TEXT, count: COUNT }, 'code', 'count')),
    rows: list(members({ kind: KIND, row: COUNT, code: TEXT, message: TEXT }, 'kind', 'row', 'code', 'message')),
  }, 'count', 'byCode', 'rows'),
  renamed: list(members({ kind: KIND, before: TEXT, after: TEXT }, 'kind', 'before', 'after')),
  notRevoked: COUNT,
  leftOutBefore: COUNT,
  owed: COUNT,
  alsoIn: list(members({ contents: TEXT, count: COUNT }, 'contents', 'count')),
}, 'entries', 'refused', 'renamed', 'notRevoked', 'leftOutBefore', 'owed', 'alsoIn');

const CAMPAIGN = members({
  roster: members({ rows: COUNT, added: COUNT, removed: COUNT, changed: COUNT }, 'rows'),
  rows: list(members({
    state: oneOf(...ROW_STATES), code: TEXT, next: oneOf(...NEXT_STEPS), isOfOthers: BOOLEAN, count: COUNT, names: list(TEXT),
  }, 'state', 'next', 'count', 'names')),
  invitations: members({ count: COUNT, first: COUNT, perDay: COUNT, days: COUNT, reinvitations: COUNT }, 'count', 'first', 'reinvitations'),
  gone: members({ staying: COUNT, ofOthers: COUNT, canceled: COUNT, names: list(TEXT) }, 'staying', 'ofOthers', 'canceled', 'names'),
  missingUnits: list(members({ unit: TEXT, count: COUNT, names: list(TEXT) }, 'unit', 'count', 'names')),
  resumes: TEXT,
  unknown: list(TEXT),
}, 'rows', 'gone', 'unknown');

const RESOURCE = members({
  path: TEXT,
  movedFrom: TEXT,
  logicalId: TEXT,
  type: TEXT,
  entity: members({ kind: TEXT, name: TEXT, id: TEXT }, 'kind', 'name'),
  verb: oneOf(...VERBS),
  access: oneOf('gives', 'takes'),
  changes: list(CHANGE),
  reason: REASON,
  mayBeRefused: REASON,
  heldBy: list(TEXT),
  dependsOn: list(TEXT),
  unknown: list(TEXT),
  inAnotherOrder: list(oneOf(...VERBS)),
  otherwise: list(members({ switch: TEXT, verb: oneOf(...VERBS), reason: REASON, inAnotherOrder: list(oneOf(...VERBS)) }, 'switch', 'verb')),
  contents: CONTENTS,
  campaign: CAMPAIGN,
}, 'path', 'logicalId', 'type', 'entity', 'verb', 'changes');

const STACK = members({
  stackName: TEXT,
  account: ACCOUNT_ID,
  region: TEXT,
  isNew: BOOLEAN,
  noPlan: TEXT,
  others: COUNT,
  resources: list(RESOURCE),
  asItIs: members({ status: TEXT, leftBehind: list(RESOURCE), dependsOnOrder: BOOLEAN }, 'status', 'leftBehind'),
}, 'stackName', 'account', 'region', 'isNew', 'others', 'resources');

const MADE = members({
  version: TEXT,
  at: TIME,
  snapshot: members({
    startedAt: TIME, endedAt: TIME, caller: members({ account: ACCOUNT_ID, arn: TEXT }, 'account', 'arn'), region: TEXT, endpoint: TEXT,
  }, 'startedAt', 'endedAt', 'caller', 'region'),
}, 'version', 'at', 'snapshot');

const TOTALS = members(Object.fromEntries(VERBS.map((verb) => [verb, COUNT])) as Record<Verb, typeof COUNT>, ...VERBS);

/** What a plan has, by the names of its members, in the order in which they are written. */
export const PLAN = members({
  format: oneOf(PLAN_FORMAT),
  isDrift: BOOLEAN,
  made: MADE,
  totals: TOTALS,
  stacks: list(STACK),
  remarks: list(TEXT),
}, 'format', 'made', 'totals', 'stacks', 'remarks');
