import type { Handshake } from '@aws-sdk/client-organizations';
import type { TargetProperties } from '../../lib/contract/organizations';

/**
 * The id of the invited account; empty if it isn't known. An accepted invitation by e-mail has it as its party or in its resources. An answer may also list the
 * account that invites, in any order. Permissions follow from this id, so a declared id counts, whatever is listed.
 *
 * @param invitingAccount the account of the stack
 */
export function invitedAccountId(
  { AccountId: declared }: TargetProperties, { Parties = [], Resources = [] }: Handshake, invitingAccount: string,
): string {
  const listed = [...Parties.map(({ Type, Id }) => ({ Type, Id })), ...Resources.map(({ Type, Value }) => ({ Type, Id: Value }))];
  return declared ?? listed.find(({ Type, Id }) => Type === 'ACCOUNT' && Id !== invitingAccount)?.Id ?? '';
}
