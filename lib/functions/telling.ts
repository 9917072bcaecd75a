import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';

/** Putting events of one source on the bus that every account has. */
export function allowTelling(stack: Stack, source: string): iam.PolicyStatement {
  const bus = stack.formatArn({ service: 'events', resource: 'event-bus', resourceName: 'default' });
  return new iam.PolicyStatement({ actions: ['events:PutEvents'], resources: [bus], conditions: { StringEquals: { 'events:source': source } } });
}
