import type { Handshake } from '@aws-sdk/client-organizations';
import { CREATE, Create, Look, lookAt, Nothing, nothing, Update, update } from '../../guard/decide/decision';
import { Failure, failure } from '../../guard/failure';
import type { Owned } from '../../guard/ownership';
import { listed } from '../../guard/wording';
import { isPending, recipientOf } from '../handshake';

/** Not those that are canceled, because the account has left. */
const REFUSED: readonly Handshake['State'][] = ['DECLINED', 'EXPIRED'];

const ENABLED: Owned = { ownership: 'enabled', id: 'all-features' };
const REQUESTED: Owned = { ownership: 'requested', id: 'all-features' };

/** What is declared of all features, and what this resource had before. */
export interface Wish {
  readonly finalize: boolean;
  readonly owned: Owned | undefined;
}

/** What was seen of the organization. */
export interface SeenFeatures {
  readonly hasAll?: boolean;
  /** The request for all features that is under way. */
  readonly request?: Handshake | 'NONE';
  /** What the invited accounts said to it. */
  readonly approvals?: readonly Handshake[];
}

/** All features are there, or are waited for. */
export interface FeaturesState extends Nothing {
  readonly state: 'ENABLED' | 'PENDING';
  readonly handshakeId: string;
}

/** All features are asked for, waited for, and accepted in the name of the organization once everybody has approved, if that is declared. */
export function decideAllFeatures(
  { finalize, owned }: Wish, { hasAll, request, approvals }: SeenFeatures,
): Create | Update<string> | FeaturesState | Failure | Look<'ORGANIZATION' | 'REQUEST' | { readonly approvalsOf: string }> {
  if (hasAll === undefined) return lookAt('ORGANIZATION');
  if (hasAll) return { ...nothing(owned ?? ENABLED), state: 'ENABLED', handshakeId: '' };
  if (request === undefined) return lookAt('REQUEST');
  if (request === 'NONE') return CREATE;

  const { Id: id = '' } = request;
  if (approvals === undefined) return lookAt({ approvalsOf: id });
  const refused = approvals.filter(({ State }) => REFUSED.includes(State));
  if (refused.length > 0) return failure('ALL_FEATURES_NOT_APPROVED', { accounts: listed(refused.map(recipientOf)), handshake: id });
  return finalize && !approvals.some(isPending) ? update(id) : requested(owned, 'PENDING', id);
}

/** After the request was accepted, or couldn't be: approvals that aren't seen yet are in the way. */
export function requested(owned: Owned | undefined, state: FeaturesState['state'], handshakeId: string): FeaturesState {
  return { ...nothing(owned ?? REQUESTED), state, handshakeId };
}
