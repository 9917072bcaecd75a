/** An invitation as the list of handshakes shows it. Times are in milliseconds since 1970. */
export interface SeenInvitation {
  readonly id: string;
  readonly state: 'PENDING' | 'ACCEPTED' | 'DECLINED' | 'CANCELED' | 'EXPIRED';
  readonly requestedAt: number;
  readonly expiresAt: number;
  /** The account that was invited, if that is known. */
  readonly accountId?: string;
}

export interface SeenMember {
  readonly accountId: string;
  readonly arn: string;
  /** For example `ACTIVE`. */
  readonly state?: string;
}

/** What a run has seen of the organization, by the keys of rows. */
export interface Seen {
  /** The newest invitation of each account. */
  readonly invitations: ReadonlyMap<string, SeenInvitation>;
  /** Nothing if the accounts weren't listed. */
  readonly members: ReadonlyMap<string, SeenMember> | undefined;
  /** When everybody's invitations of the last day were sent that weren't accepted, oldest first. */
  readonly sentToday: readonly number[];
}
