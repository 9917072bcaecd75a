import type { Handshake } from '@aws-sdk/client-organizations';
import type { TargetProperties } from '../../lib/contract/organizations';

/**
 * The id of the account that an invitation is for; empty if it isn't known. An invitation by e-mail has it once it was accepted, as its party or
 * in its resources. An answer may also list the account that invites, in any order, and permissions follow from this id: a declared one is the
 * id, whatever is listed.
 *
 * @param invitingAccount the account of the stack
 */
export function invitedAccountId(
  { AccountId: declared }: TargetProperties, { Parties = [], Resources = [] }: Handshake, invitingAccount: string,
): string {
  const listed = [...Parties.map(({ Type, Id }) => ({ Type, Id })), ...Resources.map(({ Type, Value }) => ({ Type, Id: Value }))];
  return declared ?? listed.find(({ Type, Id }) => Type === 'ACCOUNT' && Id !== invitingAccount)?.Id ?? '';
}

/** Only the invited account can accept, so that a role which has accepted is in that one. */
export function accountOfRole(roleArn: string): string {
  return roleArn.split(':')[4] ?? '';
}
