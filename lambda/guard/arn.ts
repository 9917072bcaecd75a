/** The account in an ARN; empty if there is none. */
export function accountInArn(arn: string): string {
  return arn.split(':')[4] ?? '';
}
