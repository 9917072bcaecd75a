import type { Skipping } from './skipping';
import type { Stack, StackResource } from './stack';
import type { Json, Properties } from './template';

/** The resource that a provider is to act on. */
export interface ResourceRequest {
  readonly stackId: string;
  readonly stackName: string;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Properties;
  /** Aborted when the stack operation has failed elsewhere and no longer waits for this resource. */
  readonly signal: AbortSignal;
  /** Is told the id of a resource whose creation takes its time, once it has one. */
  readonly initiated?: (physicalId: string) => void;
}

export function requestFor(stack: Stack, { logicalId, type, properties }: StackResource, signal: AbortSignal): ResourceRequest {
  return { stackId: stack.id, stackName: stack.name, logicalId, type, properties, signal };
}

export interface ExistingResourceRequest extends ResourceRequest {
  readonly physicalId: string;
}

export interface UpdateResourceRequest extends ExistingResourceRequest {
  readonly oldProperties: Properties;
  readonly attributes: Readonly<Record<string, Json>>;
}

/** A resource as its provider left it. Another physical id after an update means that it was replaced. */
export interface Provisioned {
  readonly physicalId: string;
  readonly attributes: Readonly<Record<string, Json>>;
  /** Something that a person should know about how it was done. */
  readonly remark?: string;
}

/** Creates, updates and deletes the resources of a type. */
export interface ResourceProvider {
  /** Whether a rolled-back replacement is undone by another update. Otherwise the replaced resource, which is still there, is simply in use again. */
  readonly undoesReplacements?: boolean;
  /** Whether a resource is updated even if its properties are the same. */
  readonly updatesAlways?: boolean;
  /** The properties that identify a resource that is to be imported, if resources of the type can be. */
  readonly identifiers?: readonly string[];
  /** The name of what is there already and that a new resource with these properties would have as well. What only the deployment knows isn't a name. */
  conflict?(properties: Properties): string | undefined;
  /** @throws ProvisioningFailure */
  create(request: ResourceRequest): Promise<Provisioned>;
  /** @throws ProvisioningFailure */
  update(request: UpdateResourceRequest): Promise<Provisioned>;
  /** @throws ProvisioningFailure */
  delete(request: ExistingResourceRequest): Promise<void>;
  /**
   * Undoes an update in a way of its own, instead of by another update.
   *
   * @throws ProvisioningFailure
   */
  rollBack?(request: UpdateResourceRequest, skipping: Skipping): Promise<Provisioned>;
  /** Cleans up what an update of a resource, or its rollback, has left, once the stack is as it should be. */
  tidyUp?(physicalId: string): Promise<void>;
  /**
   * Finds a resource that somebody else made.
   *
   * @throws ProvisioningFailure if there is none
   */
  import?(identifier: Readonly<Record<string, string>>): Promise<Provisioned>;
  /** Reads the declared properties of a resource as they really are, or nothing if it is gone. Without this only its stack can change it. */
  read?(request: ExistingResourceRequest): Promise<Properties | undefined>;
  /** Whether nobody can tell what a resource should be, so that its drift isn't detected. */
  readonly hidesDrift?: boolean;
}

/** The types of resources that there are, and who makes them. */
export interface ResourceTypeTable {
  has(type: string): boolean;
  /** @throws NotEmulated */
  providerOf(type: string): ResourceProvider;
}

/** A resource could not be brought to its declared state. */
export class ProvisioningFailure extends Error {
  /**
   * @param physicalId what the failed resource is known by from now on, if the provider gave it an id
   */
  constructor(message: string, public readonly physicalId?: string) {
    super(message);
  }
}

/** What CloudFormation says about a resource that can't be made because there is one already. */
export function alreadyExists(type: string, identifier: string): string {
  return `Resource of type '${type}' with identifier '${identifier}' already exists.`;
}

/** The update is not possible. The resource stays what it was; what a replacement has made beside it isn't the stack's. */
export class UpdateRefused extends ProvisioningFailure {}
