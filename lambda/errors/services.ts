/** The services that the functions call, by the prefixes of their actions, as messages name them. */
export const SERVICES = {
  identitystore: 'the Identity Store',
  organizations: 'AWS Organizations',
  sts: 'AWS STS',
  cloudformation: 'AWS CloudFormation',
  s3: 'Amazon S3',
  states: 'AWS Step Functions',
  events: 'Amazon EventBridge',
} as const;

export type Service = keyof typeof SERVICES;

/**
 * @param operation the action as policies name it, for example `sts:AssumeRole`
 */
export function serviceOf(operation: string): Service | undefined {
  return (Object.keys(SERVICES) as Service[]).find((service) => operation.startsWith(`${service}:`));
}
