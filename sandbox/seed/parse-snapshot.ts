import type { Seed } from './seed';
import { ACCOUNT_ID, ANY_OBJECT, BOOLEAN, checkShape, list, matching, members, oneOf, record, Shape, TEXT } from './shape';
import { Snapshot, SNAPSHOT_FORMAT } from './snapshot';

const TIME = matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/, 'a time in ISO 8601, such as 2026-11-29T12:00:00.000Z');

/** What a snapshot has, by the names of its members. */
const SNAPSHOT: Shape = members({
  format: oneOf(SNAPSHOT_FORMAT),
  reading: members({
    version: TEXT, startedAt: TIME, endedAt: TIME, caller: members({ account: ACCOUNT_ID, arn: TEXT }, 'account', 'arn'), region: TEXT, endpoint: TEXT,
  }, 'version', 'startedAt', 'endedAt', 'caller', 'region'),
  isRedacted: BOOLEAN,
  identityStores: list(members({
    identityStoreId: TEXT, region: TEXT, users: list(ANY_OBJECT), groups: list(ANY_OBJECT), memberships: list(ANY_OBJECT),
  }, 'identityStoreId', 'region', 'users', 'groups', 'memberships')),
  organization: members({
    organization: ANY_OBJECT, roots: list(ANY_OBJECT), organizationalUnits: list(ANY_OBJECT), accounts: list(ANY_OBJECT), handshakes: list(ANY_OBJECT),
  }, 'organization', 'roots', 'organizationalUnits', 'accounts', 'handshakes'),
  stacks: list(members({
    account: ACCOUNT_ID, region: TEXT, stackId: TEXT, stackName: TEXT, status: TEXT, lastChangedAt: TIME, rootId: TEXT, parameters: record(TEXT),
    outputs: list(ANY_OBJECT), template: TEXT, resources: list(ANY_OBJECT),
  }, 'account', 'region', 'stackId', 'stackName', 'status', 'lastChangedAt', 'parameters', 'outputs', 'template', 'resources')),
  notRead: list(members({ what: TEXT, why: TEXT }, 'what', 'why')),
}, 'format', 'reading', 'identityStores', 'stacks', 'notRead');

const PLACE = 'the snapshot';

/** Whether a seed is a snapshot, as far as its first look tells. */
export function isSnapshot(parsed: unknown): boolean {
  return typeof parsed === 'object' && parsed !== null && 'format' in parsed;
}

/**
 * A seed with what was really there. The sandbox is in the account and the Region of whoever has read it.
 *
 * @throws SeedError with the place of the first thing that isn't a snapshot's
 */
export function seedOfSnapshot(parsed: unknown): Seed {
  checkShape(PLACE, parsed, SNAPSHOT);
  const snapshot = parsed as Snapshot;
  return { account: snapshot.reading.caller.account, snapshot };
}
