/** An account of the organization. */
export interface Member {
  readonly id: string;
  readonly arn: string;
  /** Of its root user, if the service tells. */
  readonly email?: string;
  /** For example `ACTIVE`, if the service tells. */
  readonly state?: string;
}
