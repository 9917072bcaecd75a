import type { Entity, Snapshot } from '../../sandbox/seed/snapshot';

/** Members whose values say nothing of a person. */
const IMPERSONAL = [
  'UserId', 'IdentityStoreId', 'UserArn', 'UserStatus', 'CreatedAt', 'UpdatedAt', 'CreatedBy', 'UpdatedBy', 'Type', 'Primary', 'Locale', 'Timezone',
  'PreferredLanguage', 'Issuer', 'Revision', 'Id', 'Arn', 'Status', 'State', 'Paths', 'JoinedMethod', 'JoinedTimestamp', 'ParentId',
];

/** Replaces what is personal, equal values by equal ones, also where templates, parameters and outputs have them. */
export function redacted(snapshot: Snapshot): Snapshot {
  const values = new Set<string>();
  for (const { users } of snapshot.identityStores) for (const user of users) collect({ ...user, ExternalIds: idsOf(user) }, values);
  const { organization } = snapshot;
  for (const account of organization?.accounts ?? []) collect(account, values);
  for (const { MasterAccountEmail } of organization ? [organization.organization] : []) collect({ MasterAccountEmail }, values);
  for (const handshake of organization?.handshakes ?? []) collectParties(handshake, values);
  const replacements = new Map([...values].map((value, index) => [value, replacementOf(value, index + 1)]));
  return { ...replaced(snapshot, replacements) as Snapshot, isRedacted: true };
}

function idsOf({ ExternalIds }: Entity): unknown {
  return (ExternalIds as readonly { readonly Id: string }[] | undefined)?.map(({ Id }) => ({ Value: Id }));
}

function collectParties(handshake: Entity, values: Set<string>): void {
  const { Parties = [], Resources = [] } = handshake as { readonly Parties?: readonly Entity[]; readonly Resources?: readonly Entity[] };
  for (const { Id, Type } of Parties) if (Type === 'EMAIL') values.add(String(Id));
  for (const { Value, Type } of Resources) if (['EMAIL', 'NOTES', 'MASTER_EMAIL', 'MASTER_NAME'].includes(String(Type))) values.add(String(Value));
}

function collect(value: unknown, values: Set<string>): void {
  if (typeof value === 'string') {
    if (value !== '') values.add(value);
  } else if (Array.isArray(value)) {
    for (const item of value) collect(item, values);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) if (!IMPERSONAL.includes(name)) collect(member, values);
  }
}

/** Whose address is in no store and in no organization, such as that of who has made a user. */
const ANYBODY = 'somebody@example.com';

/** An address stays one. */
function replacementOf(value: string, number: number): string {
  return /^[^@\s]+@[^@\s]+$/.test(value) ? `person${number}@example.com` : `redacted${number}`;
}

function replaced(value: unknown, replacements: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return replacements.get(value) ?? inText(value, replacements);
  if (Array.isArray(value)) return value.map((item) => replaced(item, replacements));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, name === 'template' ? inTemplate(String(member), replacements) : replaced(member, replacements)]));
}

/** An address may stand in any text, for example in the reason of a failure, or in the ARN of a session. */
function inText(text: string, replacements: ReadonlyMap<string, string>): string {
  return text.replace(/[^@\s"',;:/<>()]+@[^@\s"',;:/<>()]+/g, (address) => replacements.get(address) ?? ANYBODY);
}

/** Every text of a template. One that isn't JSON can't be read here, so that nothing of it stays. */
function inTemplate(template: string, replacements: ReadonlyMap<string, string>): string {
  try {
    return JSON.stringify(replaced(JSON.parse(template), replacements));
  } catch {
    return '';
  }
}
