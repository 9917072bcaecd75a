import type { AwsError } from '../../errors/aws-error';
import { Adopt, adopt, Look, lookAt, Nothing, nothing, Wait, wait } from '../../guard/decide/decision';
import { Failure, failure } from '../../guard/failure';
import type { Owned } from '../../guard/ownership';
import { isSameName, isTakenFor } from '../../guard/same-text';
import { UNKNOWN_MAKER } from '../../guard/schedules';
import { Asker, Maker, StackView, titleOfHolder } from '../../guard/stack-view';
import { quoted } from '../../guard/wording';
import { Difference, differences } from '../attributes';
import { comparisonOf, DeclaredEntity, LiveEntity, titleOf, Writes } from '../declared-entity';
import { managedExternally } from './managed-externally';
import { doubtOf } from './user-proof';

/** A create that met an entity with the declared name. */
export interface Encounter {
  readonly declared: DeclaredEntity;
  readonly live: LiveEntity;
  readonly asker: Asker;
  /** What the create was refused with. */
  readonly conflict: AwsError;
}

/** What is taken over. */
export interface Adoption extends Adopt<Writes> {
  /** Whether another resource of the stack has held the entity, and nothing proves that it goes. */
  readonly mayBeDisputed: boolean;
}

/** What else was seen of it. */
export interface SeenAtEncounter {
  /** Whether an attempt of this very create has made it. */
  readonly isOwn: boolean;
  /** Which resource of the own stack holds it, once that was looked up. */
  readonly stack?: StackView;
}

/** The entity is ours, another construct's of this stack, or somebody else's. */
export function decideAdoption(
  { declared, live, asker, conflict }: Encounter, { isOwn, stack }: SeenAtEncounter,
): Nothing | Adoption | Wait | Failure | Look<'HOLDER'> {
  const { id } = live;
  if (isOwn) return nothing({ ownership: 'created', id });
  if (!stack) return lookAt('HOLDER');
  const { holder } = stack;
  const makers = makersOf(stack, declared);
  if (makers.length > 0) return wait(failure('MAKER_NOT_KNOWN', { entity: titleOf(declared), id, makers: namesOf(makers) }, conflict), UNKNOWN_MAKER);
  if (!holder && declared.conflictPolicy === 'FAIL') return failure('ALREADY_EXISTS', { entity: titleOf(declared), id }, conflict);
  const held = disputeOf(stack, declared, live, conflict);
  if (held) return held;
  const doubt = doubtOf(declared, live, stack, asker);
  if (doubt) return { ...doubt, evidence: conflict };

  const comparison = comparisonOf(declared, live);
  const taken = (writes: readonly Difference[]): Adoption => ({
    ...adopt({ ownership: holder?.ownership ?? 'adopted', id }, { live, differences: writes }), mayBeDisputed: stack.staying?.template === 'OLD',
  });
  if (live.isManagedExternally) return managedExternally(declared, live, comparison) ?? taken([]);
  return taken(differences(comparison));
}

/** The decision after the entity of another resource was brought to its new declaration. The update of the other resource may have begun meanwhile. */
export function decideHandOver({ declared, live, conflict }: Encounter, owned: Owned, stack: StackView): Nothing | Wait | Failure {
  return disputeOf(stack, declared, live, conflict) ?? nothing(owned);
}

/**
 * Why the entity of another resource isn't handed over, if it isn't. Only the successor of a construct that leaves the template gets it. A construct that stays
 * may be about to give up the name.
 */
function disputeOf({ holder, staying }: StackView, declared: DeclaredEntity, live: LiveEntity, conflict: AwsError): Wait | Failure | undefined {
  if (!holder || !staying) return undefined;
  const words = { entity: titleOf(declared), id: holder.id, holder: titleOfHolder(holder) };
  switch (staying.template) {
    case 'NEW': return staying.stays ? wait(failure('NAME_HELD_BY_ANOTHER_CONSTRUCT', words, conflict)) : undefined;
    case 'OLD':
      if (staying.stays) return wait(failure('NAME_HELD_BY_ANOTHER_CONSTRUCT', words, conflict));
      // The other resource may be declared with the same name, and stay.
      if (declared.isNamedAtDeployment) return failure('HOLDER_NOT_KNOWN_TO_GO', { ...words, ...NAMED_AT_DEPLOYMENT }, conflict);
      // If somebody gave it the name by hand, the name doesn't move from one construct to another.
      return isNameIn(staying.declared, declared, live) ? undefined : failure('HOLDER_NOT_KNOWN_TO_GO', { ...words, ...RENAMED_BY_HAND }, conflict);
    case 'UNREADABLE': return failure('HOLDER_NOT_KNOWN_TO_GO', { ...words, ...UNREADABLE }, conflict);
  }
}

/** Why it isn't known whether the holder goes, and the way out. */
const NAMED_AT_DEPLOYMENT = {
  why: 'the name of the new one is only known at deployment, so both may be declared with it',
  way: 'declare the name of the new one as a text, neither a parameter nor another token',
};
const RENAMED_BY_HAND = {
  why: 'that resource isn\'t declared with this name, or not in words that can be compared',
  way: 'give the other resource its declared name again if somebody gave it this one by hand, or, where a construct got another id, deploy the id of before first,'
    + ' with this name as a text, and the new id alone after that',
};
const UNREADABLE = {
  why: 'the template of the stack could not be read',
  way: 'allow the role of the function cloudformation:GetTemplate on its own stack',
};

/** Whether the live name is the one that was declared; a function of CloudFormation is no name. */
function isNameIn(properties: Readonly<Record<string, unknown>>, declared: DeclaredEntity, { name: liveName }: LiveEntity): boolean {
  const name = nameIn(properties, declared);
  return typeof name === 'string' && isSameName(name, liveName);
}

/** The resources in progress that may have made the entity with the declared name. A resource that is known to declare another name is left out. */
function makersOf({ makers = [] }: StackView, declared: DeclaredEntity): readonly Maker[] {
  return makers.filter(({ declared: properties }) => {
    const name = properties && nameIn(properties, declared);
    return typeof name !== 'string' || isTakenFor(name, declared.name);
  });
}

function nameIn(properties: Readonly<Record<string, unknown>>, { namePath }: DeclaredEntity): unknown {
  return properties[namePath.charAt(0).toUpperCase() + namePath.slice(1)];
}

/** The first of them; a message has to be read. */
function namesOf(makers: readonly Maker[]): string {
  const named = makers.slice(0, MOST_NAMED).map(({ logicalResourceId }) => quoted(logicalResourceId)).join(', ');
  return makers.length > MOST_NAMED ? `${named} and ${makers.length - MOST_NAMED} more` : named;
}

const MOST_NAMED = 3;
