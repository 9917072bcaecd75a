import fc from 'fast-check';
import type { Json, Properties } from '../../../sandbox/cloudformation/template';
import type { Group, User } from '../../../sandbox/identity-store/entities';
import type { Claim, Difference, Entity } from '../domain';

/** Whether a name comes from a parameter, so that it is known only at deployment. */
export const isKnownLate = fc.constantFrom(false, false, false, true);

/** A name as a template has it. */
export function nameIn(name: string, isLate: unknown): Json {
  return isLate === true ? { 'Fn::Join': ['', [name]] } : name;
}

/** What tells the function of such a name. */
export function namedLate(isLate: unknown): Properties {
  return isLate === true ? { NamedAtDeployment: true } : {};
}

/** What no two names in a template may have in common; of those that aren't known, nothing. */
export function keyOfName(name: Json | undefined): string {
  return (typeof name === 'string' ? name : JSON.stringify(name)).toLowerCase();
}

/** Whether two texts are the same to a service that may change case and surrounding blanks. */
export function sameText(one: string | undefined, other: string | undefined): boolean {
  return one?.trim().toLowerCase() === other?.trim().toLowerCase();
}

type Texts = Readonly<Record<string, string>>;

/** How the live texts differ from the declared ones. */
export function differencesOf(declared: Texts, live: Texts): string[] {
  return Object.entries(declared)
    .filter(([name, value]) => !sameText(live[name], value))
    .map(([name, value]) => `${name} is ${JSON.stringify(live[name])} and not ${JSON.stringify(value)}`);
}

/** What was declared, isn't any more, and still has that value. */
function leftoversOf(declared: Texts, live: Texts, before: Texts): string[] {
  return Object.entries(before)
    .filter(([name, value]) => !(name in declared) && live[name] === value)
    .map(([name]) => `${name} is still there`);
}

/** Why somebody else's entity may not be changed in this way: only what is or was declared, and only to what is declared. */
export function objectionTo(
  before: Texts, after: Texts, declared: Texts,
): string | undefined {
  const changed = Object.keys({ ...before, ...after }).filter((name) => before[name] !== after[name]);
  const undeclared = changed.filter((name) => name in after && !sameText(after[name], declared[name]));
  return undeclared.length > 0 ? `${undeclared.join(', ')} became something that is not declared` : undefined;
}

/** Whether an identity provider owns it. */
export function isManagedExternally({ value }: Entity): boolean {
  return (value as User | Group).ExternalIds !== undefined;
}

/** The service's id in a physical id, if there is one. */
export function idIn(physicalId: string | undefined): string[] {
  const [, id] = /^\w+:([^;]+)/.exec(physicalId ?? '') ?? [];
  return id === undefined ? [] : [id];
}

/** The differences of a resource that is one entity: the one that it holds. */
export function ofEntity(differences: (entity: Entity, properties: Properties, before: Properties | undefined) => Difference[]) {
  return ({ holding: { id }, live, properties, before }: Claim): Difference[] => {
    const entity = live(id);
    return entity ? differences(entity, properties, before) : [{ what: 'it isn\'t there', excuses: [] }];
  };
}

/** The differences of an entity that has texts. */
export function ofTexts(textsOf: (value: object) => Texts) {
  return ofEntity(({ value }, properties, before): Difference[] => {
    const [declared, live] = [textsOf(properties), textsOf(value)];
    return [
      ...differencesOf(declared, live).map((what): Difference => ({ what, excuses: ['taken over before a rollback'] })),
      ...leftoversOf(declared, live, before ? textsOf(before) : {}).map((what): Difference => ({ what, excuses: ['left to the identity provider'] })),
    ];
  });
}
