import type { Handshake } from '@aws-sdk/client-organizations';
import { CREATE, Create, Look, lookAt, Nothing, nothing, Update, update } from '../../guard/decide/decision';
import { Failure, failure } from '../../guard/failure';
import type { Owned } from '../../guard/ownership';
import { listed } from '../../guard/wording';
import { isForManagement, isPending, recipientOf } from '../handshake';

/** Canceled approvals aren't refused: their account has left. */
const REFUSED: readonly Handshake['State'][] = ['DECLINED', 'EXPIRED'];

const ENABLED: Owned = { ownership: 'enabled', id: 'all-features' };
const REQUESTED: Owned = { ownership: 'requested', id: 'all-features' };

/** What is declared of all features, and what this resource had before. */
export interface Wish {
  readonly finalize: boolean;
  readonly owned: Owned | undefined;
  /** The account that manages the organization. */
  readonly management: string;
}

/** What was seen of the organization. */
export interface SeenFeatures {
  readonly hasAll?: boolean;
  /** The request for all features that is under way. */
  readonly request?: Handshake | 'NONE';
  /** What the invited accounts said to it. */
  readonly approvals?: readonly Handshake[];
  /** What the management account is asked to confirm, where that isn't the request itself. */
  readonly confirmation?: Handshake;
}

/** What is accepted in the name of the organization. */
export interface Confirming {
  readonly requestId: string;
  /** The request itself, or a handshake of its own. */
  readonly handshakeId: string;
}

/** All features are there, or are waited for. */
export interface FeaturesState extends Nothing {
  readonly state: 'ENABLED' | 'PENDING';
  readonly handshakeId: string;
}

/** All features are asked for, waited for, and accepted in the name of the organization once everybody has approved, if that is declared. */
export function decideAllFeatures(
  { finalize, owned, management }: Wish, { hasAll, request, approvals, confirmation }: SeenFeatures,
): Create | Update<Confirming> | FeaturesState | Failure | Look<'ORGANIZATION' | 'REQUEST' | 'CONFIRMATION' | { readonly approvalsOf: string }> {
  if (hasAll === undefined) return lookAt('ORGANIZATION');
  if (hasAll) return { ...nothing(owned ?? ENABLED), state: 'ENABLED', handshakeId: '' };
  if (request === undefined) return lookAt('REQUEST');
  if (request === 'NONE') return CREATE;

  const { Id: id = '' } = request;
  if (approvals === undefined) return lookAt({ approvalsOf: id });
  const asked = approvals.filter((each) => !isForManagement(each, management));
  const refused = asked.filter(({ State }) => REFUSED.includes(State))
    .map((each) => `${recipientOf(each, management)} (${each.State === 'DECLINED' ? 'declined' : 'not in time'})`);
  if (refused.length > 0) return failure('ALL_FEATURES_NOT_APPROVED', { accounts: listed(refused), handshake: id });
  if (!finalize || asked.some(isPending)) return requested(owned, 'PENDING', id);
  if (confirmation === undefined) return lookAt('CONFIRMATION');
  return update({ requestId: id, handshakeId: confirmation.Id ?? id });
}

/** After the request was accepted, or couldn't be: approvals that aren't seen yet are in the way. */
export function requested(owned: Owned | undefined, state: FeaturesState['state'], handshakeId: string): FeaturesState {
  return { ...nothing(owned ?? REQUESTED), state, handshakeId };
}
