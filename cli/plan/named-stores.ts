import { isStoreId } from '../snapshot/store-option';
import { isMembers } from '../../sandbox/cloudformation/functions/function';
import type { Json, ResourceDefinition } from '../../sandbox/cloudformation/template';
import { parseStructure } from '../../sandbox/cloudformation/template-text';
import { isStoredValue } from '../../rehearsal/prepare';
import { isRehearsed } from '../../rehearsal/rehearsed-types';

/** An identity store that resources are in. */
export interface NamedStore {
  readonly identityStoreId: string;
  readonly region: string;
}

/** What templates name: the stores, and whether anything is in the organization. */
export interface Named {
  readonly stores: readonly NamedStore[];
  readonly organization: boolean;
}

/** What has to be read for a template to be planned. Stores whose ids are only known at deployment aren't among it. */
export function namedIn(template: string, region: string, parameters: Readonly<Record<string, string>>): Named {
  const { Resources: resources = {}, Parameters: declared = {} } = parseStructure(template) as Readonly<Record<string, Readonly<Record<string, Json>>>>;
  const textOf = (value: Json | undefined): string | undefined => {
    if (typeof value === 'string') return value;
    const name = isMembers(value) && typeof value.Ref === 'string' ? value.Ref : '';
    const parameter = declared[name];
    if (isStoredValue(parameter)) return undefined;
    const given = parameters[name] ?? (isMembers(parameter) ? parameter.Default : undefined);
    return typeof given === 'string' ? given : undefined;
  };
  const guarded = rehearsedIn(resources);
  const stores = new Map<string, NamedStore>();
  for (const { Properties: properties = {} } of guarded) {
    const identityStoreId = textOf(properties.IdentityStoreId);
    if (identityStoreId === undefined || !isStoreId(identityStoreId)) continue;
    const store = { identityStoreId, region: textOf(properties.Region) ?? region };
    stores.set(`${identityStoreId} ${store.region}`, store);
  }
  return { stores: [...stores.values()], organization: guarded.some(({ Type }) => Type.startsWith('Custom::Organizations')) };
}

/** Also those within loops. */
function rehearsedIn(value: Json): ResourceDefinition[] {
  if (isMembers(value) && typeof value.Type === 'string' && isRehearsed(value.Type)) return [value as unknown as ResourceDefinition];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(rehearsedIn) : [];
}
