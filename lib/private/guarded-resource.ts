import { CustomResource, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Construct, IDependable } from 'constructs';
import { SERVICE_TIMEOUT_SECONDS } from './contract';

/** A function that guarded resources can be sent to, as long as everything in `ready` is there. */
export interface GuardFunction {
  readonly functionArn: string;
  readonly ready: readonly IDependable[];
}

export interface GuardedResourceProps {
  readonly function: GuardFunction;
  readonly resourceType: string;
  readonly properties: object;
  readonly removalPolicy: RemovalPolicy;
}

/** The one custom resource behind a guarded construct, under the id `Resource`. */
export function guardedResource(scope: Construct, props: GuardedResourceProps): CustomResource {
  const resource = new CustomResource(scope, 'Resource', {
    serviceToken: props.function.functionArn,
    resourceType: props.resourceType,
    properties: { ...props.properties },
    removalPolicy: props.removalPolicy,
    serviceTimeout: Duration.seconds(SERVICE_TIMEOUT_SECONDS),
  });
  resource.node.addDependency(...props.function.ready);
  return resource;
}
