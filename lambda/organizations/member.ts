/** An account of the organization. */
export interface Member {
  readonly id: string;
  readonly arn: string;
}
