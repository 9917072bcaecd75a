import { isProbeResult } from './probe-result';
import type { Seed } from './seed';
import { ACCOUNT_ID, ANY_OBJECT, BOOLEAN, checkShape, list, members, oneOf, record, SeedError, TEXT, TIME, wholeNumberFrom } from './shape';
import { Entity, Snapshot, SNAPSHOT_FORMAT } from './snapshot';

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
    resources: list(members({ logicalId: TEXT, physicalId: TEXT, type: TEXT, status: TEXT, lastChangedAt: TIME }, 'logicalId', 'physicalId', 'type', 'status')),
  }, 'account', 'region', 'stackId', 'stackName', 'status', 'lastChangedAt', 'parameters', 'outputs', 'template', 'resources')),
  ledgers: list(members({
    stackId: TEXT, logicalId: TEXT, bucket: TEXT, account: ACCOUNT_ID, region: TEXT, objects: record(TEXT),
  }, 'stackId', 'logicalId', 'bucket', 'account', 'region', 'objects')),
  campaigns: list(members({
    stackId: TEXT, logicalId: TEXT,
    status: members({
      condition: TEXT, code: TEXT, updated: wholeNumberFrom(0), rows: wholeNumberFrom(0), remaining: wholeNumberFrom(0),
      counts: record(wholeNumberFrom(0)),
    }, 'condition', 'updated', 'rows', 'remaining', 'counts'),
    ledger: members({ bucket: TEXT, account: ACCOUNT_ID, region: TEXT, objects: record(TEXT) }, 'bucket', 'account', 'region', 'objects'),
  }, 'stackId', 'logicalId')),
  notRead: list(members({ what: TEXT, why: TEXT }, 'what', 'why')),
}, 'format', 'reading', 'identityStores', 'stacks', 'notRead');

const PLACE = 'the snapshot';

const ANY_VERSION = SNAPSHOT_FORMAT.replace(/\d+$/, '');

/** By which entities are found. */
const NAMES = ['UserName', 'DisplayName'];

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
  const { format } = parsed as { readonly format: unknown };
  if (typeof format === 'string' && format.startsWith(ANY_VERSION) && format !== SNAPSHOT_FORMAT) {
    throw new SeedError(`it is a snapshot of another version, ${format}, and this one knows ${SNAPSHOT_FORMAT}: take it again`);
  }
  if (isProbeResult(parsed)) throw new SeedError('it is what a probe has found, and no seed: give it by --switches');
  checkShape(PLACE, parsed, SNAPSHOT);
  const snapshot = parsed as Snapshot;
  snapshot.identityStores.forEach(({ users, groups, memberships }, index) => {
    const place = `${PLACE}.identityStores[${index}]`;
    checkEntities(`${place}.users`, users, 'UserId');
    checkEntities(`${place}.groups`, groups, 'GroupId');
    checkEntities(`${place}.memberships`, memberships, 'MembershipId');
  });
  return { account: snapshot.reading.caller.account, snapshot };
}

/** What is really there may be odder than what can be made; only what everything else finds it by has to be as it is read. */
function checkEntities(place: string, entities: readonly Entity[], id: string): void {
  entities.forEach((entity, index) => {
    checkShape(`${place}[${index}].${id}`, entity[id], TEXT);
    for (const name of NAMES) if (entity[name] !== undefined) checkShape(`${place}[${index}].${name}`, entity[name], TEXT);
  });
}
