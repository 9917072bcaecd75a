import type {
  CreateOrganizationalUnitRequest, DescribeOrganizationalUnitRequest, ListAccountsForParentRequest, ListChildrenRequest,
  ListOrganizationalUnitsForParentRequest, ListParentsRequest, ListRootsRequest,
} from '@aws-sdk/client-organizations';
import { PAGE_MEMBERS } from '../page';
import type { Operation } from '../protocol/operations';
import type { Caller } from '../security/callers';
import { checkChildId, checkEnum, checkMembers, checkParentId, checkTags, checkText, checkUnitId, pageOf } from './constraints';
import { describeAccount, describeRoot, describeUnit } from './describe';
import type { Member, Organization, OrganizationalUnit } from './organization';
import type { Organizations } from './organizations';
import { constraint, refusal } from './refusals';
import { managedBy, readBy } from './standing';

const DEEPEST_UNIT = 5;
const LONGEST_NAME = 128;
/** The operations on the tree of roots, organizational units and accounts. */
export function structureOperations(world: Organizations): Record<string, Operation> {
  return {
    ListRoots(input: ListRootsRequest, caller: Caller) {
      checkMembers('ListRoots', input, PAGE_MEMBERS);
      return pageOf('Roots', [readBy(world, caller)], input, (organization) => describeRoot(world, organization));
    },

    ListParents(input: ListParentsRequest, caller: Caller) {
      checkMembers('ListParents', input, ['ChildId', ...PAGE_MEMBERS]);
      const organization = readBy(world, caller);
      const child = checkChildId(input.ChildId);
      const member = world.visibleMembers(organization).find(({ accountId }) => accountId === child);
      const parentId = (member ?? organization.units.get(child))?.parentId;
      if (parentId === undefined) throw refusal('ChildNotFoundException');
      return pageOf('Parents', [parentId], input, (Id) => ({ Id, Type: Id === organization.rootId ? 'ROOT' : 'ORGANIZATIONAL_UNIT' }));
    },

    ListChildren(input: ListChildrenRequest, caller: Caller) {
      checkMembers('ListChildren', input, ['ParentId', 'ChildType', ...PAGE_MEMBERS]);
      const organization = readBy(world, caller);
      const parentId = existingParent(organization, input.ParentId);
      const type = checkEnum(input.ChildType, ['ACCOUNT', 'ORGANIZATIONAL_UNIT']);
      const ids = type === 'ACCOUNT'
        ? membersIn(world, organization, parentId).map(({ accountId }) => accountId)
        : unitsIn(organization, parentId).map(({ id }) => id);
      return pageOf('Children', ids, input, (Id) => ({ Id, Type: type }));
    },

    ListAccountsForParent(input: ListAccountsForParentRequest, caller: Caller) {
      checkMembers('ListAccountsForParent', input, ['ParentId', ...PAGE_MEMBERS]);
      const organization = readBy(world, caller);
      const members = membersIn(world, organization, existingParent(organization, input.ParentId));
      return pageOf('Accounts', members, input, (member) => describeAccount(world, organization, member));
    },

    ListOrganizationalUnitsForParent(input: ListOrganizationalUnitsForParentRequest, caller: Caller) {
      checkMembers('ListOrganizationalUnitsForParent', input, ['ParentId', ...PAGE_MEMBERS]);
      const organization = readBy(world, caller);
      const units = unitsIn(organization, existingParent(organization, input.ParentId));
      return pageOf('OrganizationalUnits', units, input, (unit) => describeUnit(world, organization, unit));
    },

    DescribeOrganizationalUnit(input: DescribeOrganizationalUnitRequest, caller: Caller) {
      checkMembers('DescribeOrganizationalUnit', input, ['OrganizationalUnitId']);
      const organization = readBy(world, caller);
      const unit = organization.units.get(checkUnitId(input.OrganizationalUnitId));
      if (!unit) throw refusal('OrganizationalUnitNotFoundException');
      return { OrganizationalUnit: describeUnit(world, organization, unit) };
    },

    CreateOrganizationalUnit(input: CreateOrganizationalUnitRequest, caller: Caller) {
      checkMembers('CreateOrganizationalUnit', input, ['ParentId', 'Name', 'Tags']);
      const organization = managedBy(world, caller);
      const parentId = existingParent(organization, input.ParentId);
      const name = checkText(input.Name, 1, LONGEST_NAME);
      const tags = checkTags(input.Tags);
      if (unitsIn(organization, parentId).some((unit) => unit.name === name)) throw refusal('DuplicateOrganizationalUnitException');
      if (organization.depthOf(parentId) >= DEEPEST_UNIT) throw constraint('OU_DEPTH_LIMIT_EXCEEDED');
      const unit = world.addUnit(organization, name, parentId);
      for (const { Key, Value } of tags) organization.tagsOf(unit.id).set(Key, Value);
      return { OrganizationalUnit: describeUnit(world, organization, unit) };
    },
  };
}

function existingParent(organization: Organization, value: unknown): string {
  const parentId = checkParentId(value);
  if (!organization.hasParent(parentId)) throw refusal('ParentNotFoundException');
  return parentId;
}

function membersIn(world: Organizations, organization: Organization, parentId: string): Member[] {
  return world.visibleMembers(organization).filter((member) => member.parentId === parentId);
}

function unitsIn({ units }: Organization, parentId: string): OrganizationalUnit[] {
  return [...units.values()].filter((unit) => unit.parentId === parentId);
}
