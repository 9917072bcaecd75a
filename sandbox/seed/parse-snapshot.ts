import type { Seed } from './seed';
import { ACCOUNT_ID, ANY_OBJECT, BOOLEAN, checkShape, list, members, oneOf, record, TEXT, TIME } from './shape';
import { Snapshot, SNAPSHOT_FORMAT } from './snapshot';

/** What a snapshot has, by the names of its members. */
export const SNAPSHOT = members({
  format: oneOf(SNAPSHOT_FORMAT),
  reading: members({
    version: TEXT, startedAt: TIME, endedAt: TIME, caller: members({ account: ACCOUNT_ID, arn: TEXT }, 'account', 'arn'), region: TEXT, stackRegions: list(TEXT), endpoint: TEXT,
  }, 'version', 'startedAt', 'endedAt', 'caller', 'region', 'stackRegions'),
  isRedacted: BOOLEAN,
  identityStores: list(members({
    identityStoreId: TEXT, region: TEXT, users: list(ANY_OBJECT), groups: list(ANY_OBJECT), memberships: list(ANY_OBJECT),
  }, 'identityStoreId', 'region', 'users', 'groups', 'memberships')),
  missingStores: list(members({ identityStoreId: TEXT, region: TEXT }, 'identityStoreId', 'region')),
  organization: members({
    organization: ANY_OBJECT, roots: list(ANY_OBJECT), organizationalUnits: list(ANY_OBJECT), accounts: list(ANY_OBJECT), handshakes: list(ANY_OBJECT),
  }, 'organization', 'roots', 'organizationalUnits', 'accounts', 'handshakes'),
  stacks: list(members({
    account: ACCOUNT_ID, region: TEXT, stackId: TEXT, stackName: TEXT, status: TEXT, lastChangedAt: TIME, rootId: TEXT, parameters: record(TEXT),
    outputs: list(members({ key: TEXT, value: TEXT, exportName: TEXT, importedBy: list(TEXT) }, 'key', 'value')),
    template: TEXT,
    resources: list(members({ logicalId: TEXT, physicalId: TEXT, type: TEXT, status: TEXT }, 'logicalId', 'physicalId', 'type', 'status')),
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
