import type { AwsError } from '../../errors/aws-error';
import { Adopt, adopt, Look, lookAt, Nothing, nothing, Wait, wait } from '../../guard/decide/decision';
import { Failure, failure } from '../../guard/failure';
import type { Owned } from '../../guard/ownership';
import type { Asker, StackView } from '../../guard/stack-view';
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

/** What is taken over, and whether another resource of the stack has held it. */
export interface Adoption extends Adopt<Writes> {
  readonly isHandedOver: boolean;
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
  if (!holder && declared.conflictPolicy === 'FAIL') return failure('ALREADY_EXISTS', { entity: titleOf(declared), id }, conflict);
  const held = heldIn(stack, declared, conflict);
  if (held) return held;
  const doubt = doubtOf(declared, live, holder, asker);
  if (doubt) return { ...doubt, evidence: conflict };

  const comparison = comparisonOf(declared, live);
  const taken = (writes: readonly Difference[]): Adoption => ({
    ...adopt({ ownership: holder?.ownership ?? 'adopted', id }, { live, differences: writes }), isHandedOver: holder !== undefined,
  });
  if (live.isManagedExternally) return managedExternally(declared, live, comparison) ?? taken([]);
  return taken(differences(comparison));
}

/** After what another resource of the stack held was brought to its declaration: the other one's update may have begun meanwhile. */
export function decideHandOver({ declared, conflict }: Encounter, owned: Owned, stack: StackView): Nothing | Wait {
  return heldIn(stack, declared, conflict) ?? nothing(owned);
}

function heldIn({ holder, holderStays }: StackView, declared: DeclaredEntity, conflict: AwsError): Wait | undefined {
  if (!holder || !holderStays) return undefined;
  const words = { entity: titleOf(declared), id: holder.id, holder: quoted(holder.logicalResourceId) };
  return wait(failure('NAME_HELD_BY_ANOTHER_CONSTRUCT', words, conflict));
}
