import {
  DescribeOrganizationCommand, OrganizationsClient, paginateListAccountsForParent, paginateListHandshakesForOrganization,
  paginateListOrganizationalUnitsForParent, paginateListRoots, paginateListTagsForResource,
} from '@aws-sdk/client-organizations';
import type { Entity, OrganizationSnapshot, PlacedEntity } from '../../sandbox/seed/snapshot';
import { allOf, Steps } from './steps';

/** Reads the organization of the caller's account. Nothing if the caller may not see all of its units and accounts, or is in none. */
export async function readOrganization(steps: Steps, client: OrganizationsClient): Promise<OrganizationSnapshot | undefined> {
  const organization = await steps.readIfAllowed('organization', async () => (await client.send(new DescribeOrganizationCommand({}))).Organization ?? {});
  if (!organization) return undefined;
  const roots = await steps.readIfAllowed('roots', () => allOf(paginateListRoots({ client }, {}), ({ Roots }) => Roots));
  if (!roots) return undefined;

  const units: PlacedEntity[] = [];
  const accounts: PlacedEntity[] = [];
  const parents = roots.map(({ Id }) => Id as string);
  for (const ParentId of parents) {
    const within = await steps.readIfAllowed(`units in ${ParentId}`, () =>
      allOf(paginateListOrganizationalUnitsForParent({ client }, { ParentId }), ({ OrganizationalUnits }) => OrganizationalUnits));
    const ofParent = await steps.readIfAllowed(`accounts in ${ParentId}`, () => allOf(paginateListAccountsForParent({ client }, { ParentId }), ({ Accounts }) => Accounts));
    if (!within || !ofParent) return undefined;
    units.push(...within.map((unit) => ({ ...unit, ParentId })));
    for (const account of ofParent) {
      const Tags = await steps.readIfAllowed(`tags of the account ${account.Id}`, () =>
        allOf(paginateListTagsForResource({ client }, { ResourceId: account.Id }), (page) => page.Tags));
      accounts.push({ ...account, ParentId, ...(Tags && Tags.length > 0 && { Tags }) });
    }
    parents.push(...within.map(({ Id }) => Id as string));
  }
  const handshakes = await steps.readIfAllowed('invitations', () => allOf(paginateListHandshakesForOrganization({ client }, {}), ({ Handshakes }) => Handshakes));
  return {
    organization: organization as Entity,
    roots: roots as readonly object[] as Entity[],
    organizationalUnits: units,
    accounts,
    handshakes: (handshakes ?? []) as readonly object[] as Entity[],
  };
}
