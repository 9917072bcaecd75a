import type { Entity, Snapshot } from '../../sandbox/seed/snapshot';

/** Members whose values say nothing of a person. */
const IMPERSONAL = [
  'UserId', 'IdentityStoreId', 'UserArn', 'UserStatus', 'CreatedAt', 'UpdatedAt', 'Type', 'Primary', 'Locale', 'Timezone',
  'PreferredLanguage', 'Issuer', 'Revision', 'Id', 'Arn', 'Status', 'State', 'Paths', 'JoinedMethod', 'JoinedTimestamp', 'ParentId',
];

/** Members that tell who somebody is, in a template. */
const PERSONAL = [
  'UserName', 'DisplayName', 'NickName', 'Name', 'Title', 'Email', 'Emails', 'PhoneNumber', 'PhoneNumbers', 'Address', 'Addresses', 'ProfileUrl', 'Photos', 'Website', 'Birthdate',
  'Extensions',
];

const USER = /^(Custom::IdentityStore|AWS::IdentityStore::)User$/;

/** Replaces what is personal, equal values by equal ones, also where templates, parameters and outputs have them. */
export function redacted(snapshot: Snapshot): Snapshot {
  const values = new Set<string>();
  for (const { users } of snapshot.identityStores) for (const user of users) collect({ ...user, ExternalIds: idsOf(user) }, values);
  const { organization } = snapshot;
  for (const account of organization?.accounts ?? []) collect(account, values);
  for (const { MasterAccountEmail } of organization ? [organization.organization] : []) collect({ MasterAccountEmail }, values);
  for (const handshake of organization?.handshakes ?? []) collectParties(handshake, values);
  for (const { template } of snapshot.stacks) collectDeclared(template, values);
  const replacements = new Map<string, string>();
  for (const value of values) replacements.set(value, replacementOf(value, replacements.size + 1));
  // Ledgers have copies of whole tables, from which nothing can be planned that is redacted.
  const { ledgers: _ledgers, campaigns = [], ...others } = snapshot;
  const withoutRows = campaigns.map(({ ledger: _rows, ...campaign }) => campaign);
  const { reading, ...rest } = replaced({ ...others, ...(campaigns.length > 0 && { campaigns: withoutRows }) }, replacements) as Snapshot;
  // Who has read stands at the end of the ARN: a user, or what a session is called.
  return { ...rest, reading: { ...reading, caller: { ...reading.caller, arn: reading.caller.arn.replace(/[^/:]+$/, 'redacted') } }, isRedacted: true };
}

/** Users that are declared, and perhaps aren't there any more. */
function collectDeclared(template: string, values: Set<string>): void {
  const { Resources: resources = {} } = structureIn(template) as { readonly Resources?: Readonly<Record<string, Entity | null>> };
  for (const resource of Object.values(resources)) {
    if (!USER.test(String(resource?.Type))) continue;
    const properties = Object.entries(resource?.Properties ?? {}).filter(([name, value]) => PERSONAL.includes(name) && !isFunction(value));
    collect(Object.fromEntries(properties), values);
  }
}

function isFunction(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).some((name) => name === 'Ref' || name.startsWith('Fn::'));
}

function structureIn(template: string): unknown {
  try {
    return JSON.parse(template) ?? {};
  } catch {
    return {};
  }
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

/** An address stays one. */
function replacementOf(value: string, number: number): string {
  return /^[^@\s]+@[^@\s]+$/.test(value) ? `person${number}@example.com` : `redacted${number}`;
}

function replaced(value: unknown, replacements: Map<string, string>): unknown {
  if (typeof value === 'string') return replacements.get(value) ?? inText(value, replacements);
  if (Array.isArray(value)) return value.map((item) => replaced(item, replacements));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, name === 'template' ? inTemplate(String(member), replacements) : replaced(member, replacements)]));
}

/** An address may stand in any text, for example in the reason of a failure. Whose it is doesn't matter. */
function inText(text: string, replacements: Map<string, string>): string {
  return text.replace(/[^@\s"',;:<>()/]+@[^@\s"',;:<>()/]+\.[a-z]{2,}/gi, (address) => {
    const replacement = replacements.get(address) ?? replacementOf(address, replacements.size + 1);
    replacements.set(address, replacement);
    return replacement;
  });
}

/** Every text of a template. One that isn't JSON can't be read here, so that nothing of it stays. */
function inTemplate(template: string, replacements: Map<string, string>): string {
  try {
    return JSON.stringify(replaced(JSON.parse(template), replacements));
  } catch {
    return '';
  }
}
