import type { Handshake } from '@aws-sdk/client-organizations';
import type { TargetProperties } from '../../lib/private/contract';

/**
 * The id of the account that an invitation is for; empty if it isn't known. An answer may also list the account that invites, in any order, and
 * permissions follow from this id: a declared one is the id, whatever is listed.
 *
 * @param invitingAccount the account of the stack
 */
export function invitedAccountId({ AccountId: declared }: TargetProperties, { Parties = [] }: Handshake, invitingAccount: string): string {
  return declared ?? Parties.find(({ Type, Id }) => Type === 'ACCOUNT' && Id !== invitingAccount)?.Id ?? '';
}
