import { externalIdKey, nameKey, pairKey } from '../identity-store/entities';
import type { SeededExternalId, SeededStore } from '../identity-store/seed';
import { Distinct } from './distinct';
import { SeedError } from './shape';

/** @throws SeedError with the first thing that can't be in a store together with the others */
export function checkStore(place: string, { groups = [], users = [], memberships = [] }: SeededStore): void {
  const groupNames = new Distinct();
  const groupIds = new Distinct();
  groups.forEach(({ displayName, externalIds = [] }, index) => {
    groupNames.add(nameKey(displayName), `${place}.groups[${index}].displayName`);
    addExternalIds(groupIds, externalIds, `${place}.groups[${index}]`);
  });

  const userNames = new Distinct();
  const emails = new Distinct();
  const userIds = new Distinct();
  users.forEach((user, index) => {
    const ofUser = `${place}.users[${index}]`;
    if (user.email !== undefined && user.emails !== undefined) throw new SeedError(`${ofUser} must have either email or emails`);
    userNames.add(nameKey(user.userName), `${ofUser}.userName`);
    const [address, ofAddress] = user.email === undefined ? [firstOf(user.emails), 'emails[0].value'] : [user.email, 'email'];
    if (address !== undefined) emails.add(nameKey(address), `${ofUser}.${ofAddress}`);
    addExternalIds(userIds, user.externalIds ?? [], ofUser);
  });

  const pairs = new Distinct();
  memberships.forEach(({ group, user }, index) => {
    const ofMembership = `${place}.memberships[${index}]`;
    if (!groupNames.has(nameKey(group))) throw new SeedError(`${ofMembership}.group must be the name of a group of the store, not ${JSON.stringify(group)}`);
    if (!userNames.has(nameKey(user))) throw new SeedError(`${ofMembership}.user must be the name of a user of the store, not ${JSON.stringify(user)}`);
    pairs.add(pairKey(nameKey(group), nameKey(user)), ofMembership);
  });
}

function addExternalIds(all: Distinct, externalIds: readonly SeededExternalId[], place: string): void {
  externalIds.forEach(({ issuer, id }, index) => all.add(externalIdKey({ Issuer: issuer, Id: id }), `${place}.externalIds[${index}]`));
}

/** What the list holds is for the Identity Store to check. */
function firstOf(emails: unknown): string | undefined {
  const [first] = Array.isArray(emails) ? emails as unknown[] : [];
  const value = (first as { readonly value?: unknown } | null | undefined)?.value;
  return typeof value === 'string' ? value : undefined;
}
