import { CustomResource, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Construct, IDependable } from 'constructs';
import { SERVICE_TIMEOUT_SECONDS } from '../contract/custom-resource';

/** A function that guarded resources can be sent to, as long as everything in `ready` is there. */
export interface GuardFunction {
  readonly functionArn: string;
  readonly ready: readonly IDependable[];
}

export interface GuardedResourceProps<Properties extends object> {
  readonly function: GuardFunction;
  readonly resourceType: string;
  readonly properties: Properties;
  /** Nothing to remove by default: what is only looked up. */
  readonly removalPolicy?: RemovalPolicy;
  /** How long CloudFormation waits. */
  readonly serviceTimeout?: Duration;
  /** The construct id, `Resource` by default: the one that is the construct's own. */
  readonly id?: string;
}

/** A custom resource behind a construct. */
export function guardedResource<Properties extends object>(scope: Construct, props: GuardedResourceProps<Properties>): CustomResource {
  const resource = new CustomResource(scope, props.id ?? 'Resource', {
    serviceToken: props.function.functionArn,
    resourceType: props.resourceType,
    properties: { ...props.properties },
    removalPolicy: props.removalPolicy ?? RemovalPolicy.DESTROY,
    serviceTimeout: props.serviceTimeout ?? Duration.seconds(SERVICE_TIMEOUT_SECONDS),
  });
  resource.node.addDependency(...props.function.ready);
  // `applyRemovalPolicy` and escape hatches reach the default child. Without this they would find a construct that isn't a resource.
  if (props.id === undefined) scope.node.defaultChild = resource.node.defaultChild;
  return resource;
}
