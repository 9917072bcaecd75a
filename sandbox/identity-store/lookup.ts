import type { AlternateIdentifier, Filter } from '@aws-sdk/client-identitystore';
import { ServiceError } from '../protocol/service-error';
import { checkExternalId, checkIssuer, checkList, checkText, invalid } from './constraints';
import { externalIdKey, nameKey } from './entities';
import { IdentityStoreSwitches } from './switches';
import { View } from './table';

/** What has to be unique among users, or groups, and is therefore found by its value. */
export interface UniqueAttribute<Entity, Index extends string> {
  readonly index: Index;
  /** The path under which it is looked up, for example `emails.value`. */
  readonly path: string;
  readonly valueOf: (entity: Entity) => string | undefined;
}

/**
 * The one that is meant by an alternate identifier, if it is there.
 *
 * @throws ServiceError `ValidationException`
 */
export function findByIdentifier<Entity, Index extends string>(
  view: View<Entity, Index | 'externalId'>, unique: readonly UniqueAttribute<Entity, Index>[], identifier: AlternateIdentifier | undefined,
  switches: IdentityStoreSwitches,
): Entity | undefined {
  const { ExternalId: externalId, UniqueAttribute: attribute } = identifier ?? {};
  if ((externalId === undefined) === (attribute === undefined)) {
    throw invalid('alternateIdentifier', 'must have exactly one of externalId and uniqueAttribute');
  }
  if (externalId) return view.find('externalId', externalIdKey({ Issuer: checkIssuer(externalId.Issuer), Id: checkExternalId(externalId.Id) }))[0];
  const wanted = unique.find(({ path }) => path.toLowerCase() === attribute?.AttributePath?.toLowerCase());
  if (!wanted) throw new ServiceError('ValidationException', `The attribute ${attribute?.AttributePath} is not a unique attribute`);
  return withValue(view, wanted, checkText('alternateIdentifier.uniqueAttribute.attributeValue', attribute?.AttributeValue), switches)[0];
}

/**
 * All, or those that a filter lets through.
 *
 * @param member what may be filtered by, for example `UserName`
 * @throws ServiceError `ValidationException`
 */
export function filtered<Entity, Index extends string>(
  view: View<Entity, Index>, member: string, attribute: UniqueAttribute<Entity, Index>, filters: readonly Filter[] | undefined,
  switches: IdentityStoreSwitches,
): readonly Entity[] {
  if (filters === undefined || filters.length === 0) return [...view.values()];
  const [filter] = checkList('filters', filters, 1) as readonly Filter[];
  if (filter?.AttributePath !== member) throw new ServiceError('ValidationException', `The attribute path ${filter?.AttributePath} is not supported for filters`);
  return withValue(view, attribute, checkText('filters.1.member.attributeValue', filter.AttributeValue), switches);
}

function withValue<Entity, Index extends string>(
  view: View<Entity, Index>, { index, valueOf }: UniqueAttribute<Entity, Index>, value: string, switches: IdentityStoreSwitches,
): readonly Entity[] {
  return view.find(index, nameKey(value)).filter((entity) => valueOf(entity) === value || switches.lookupsIgnoreCase);
}
