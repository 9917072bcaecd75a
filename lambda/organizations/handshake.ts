import type { Handshake } from '@aws-sdk/client-organizations';
import type { TargetProperties } from '../../lib/contract/organizations';
import { masked } from '../guard/masking';
import { isSameAddress } from '../guard/same-text';
import { Unanswered, wasMadeBy } from '../guard/unanswered';

/** A fresh invitation is OPEN in samples and REQUESTED in texts of the documentation. */
const PENDING = ['OPEN', 'REQUESTED'];

export function isPending({ State }: Handshake): boolean {
  return PENDING.includes(State ?? '');
}

/** Whether the handshake is an invitation of the target. */
export function isFor({ Parties = [] }: Handshake, { AccountId, Email }: TargetProperties): boolean {
  return Parties.some(({ Type, Id }) => Email === undefined ? Type === 'ACCOUNT' && Id === AccountId : Type === 'EMAIL' && isSameAddress(Id, Email));
}

/** Whether an invitation by e-mail was for this address. Its resources keep the address, even when its party is shown as the account that has accepted. */
export function wasFor({ Resources = [] }: Handshake, { Email }: TargetProperties): boolean {
  return Email !== undefined && Resources.some(({ Type, Value }) => Type === 'EMAIL' && isSameAddress(Value, Email));
}

/** Whether the handshake is certainly an invitation of somebody else. One that is gone may have been anybody's. */
export function isForAnother(handshake: Handshake, target: TargetProperties): boolean {
  return handshake.Parties !== undefined && !isFor(handshake, target) && !wasFor(handshake, target);
}

/** Whether this very invocation sent the pending invitation, in an attempt whose answer was lost. */
export function isOwnLostInvitation({ RequestedTimestamp, Resources = [] }: Handshake, notes: string | undefined, unanswered: readonly Unanswered[]): boolean {
  return wasMadeBy(unanswered, RequestedTimestamp?.getTime())
    && Resources.find(({ Type }) => Type === 'NOTES')?.Value === notes;
}

/** Whether the handshake is for the account that manages the organization. No other account is then a party of it. */
export function isForManagement({ Parties = [] }: Handshake, management: string): boolean {
  return !Parties.some(({ Type, Id }) => Type === 'EMAIL' || (Type === 'ACCOUNT' && Id !== management));
}

/** The party that the handshake was sent to, as messages show it. The account that has sent it may be another one. */
export function recipientOf({ Parties = [] }: Handshake, sender: string): string {
  const { Type, Id = 'unknown' } = Parties.find((party) => party.Type !== 'ORGANIZATION' && party.Id !== sender) ?? {};
  return Type === 'EMAIL' ? masked(Id) : Id;
}
