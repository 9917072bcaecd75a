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
  /**
   * Whether it is asked, by another update, to undo a replacement that is rolled back. Otherwise the replaced resource,
   * which is still there, is simply in use again.
   */
  readonly undoesReplacements?: boolean;
  /** @throws ProvisioningFailure */
  create(request: ResourceRequest): Promise<Provisioned>;
  /** @throws ProvisioningFailure */
  update(request: UpdateResourceRequest): Promise<Provisioned>;
  /** @throws ProvisioningFailure */
  delete(request: ExistingResourceRequest): Promise<void>;
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

/** The update is not possible, and nothing was begun that a rollback would have to undo. */
export class UpdateRefused extends ProvisioningFailure {}
