import type { Handshake, HandshakeParty } from '@aws-sdk/client-organizations';

/** A handshake with an account or an address, and with the organization, which is a party of each. */
export function handshake(Id: string, State: Handshake['State'], { Type = 'ACCOUNT', Id: recipient }: HandshakeParty): Handshake {
  return { Id, State: State as NonNullable<Handshake['State']>, Parties: [{ Type: 'ORGANIZATION', Id: 'o-1' }, { Type, Id: recipient }] };
}
