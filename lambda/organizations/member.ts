/** An account of the organization. */
export interface Member {
  readonly id: string;
  readonly arn: string;
  /** For example `ACTIVE`, if the service tells. */
  readonly state?: string;
}
