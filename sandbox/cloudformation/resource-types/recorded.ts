import { nameSuffix, Random, uuid } from '../../randomness';
import { alreadyExists, ExistingResourceRequest, Provisioned, ProvisioningFailure, ResourceProvider, ResourceRequest, UpdateResourceRequest } from '../resource-provider';
import type { Json, Properties } from '../template';

export interface RecordedTypeOptions {
  /** The property that names the resource, if it can be named. Another name, or none any more, is another resource. */
  readonly nameProperty?: string;
  /** The longest name that CloudFormation makes up. */
  readonly longestName?: number;
  /** What a person should know about resources of this type. */
  readonly remark?: string;
  readonly attributes?: (physicalId: string, properties: Properties) => Readonly<Record<string, Json>>;
  /** Whether nobody can tell what a resource should be, as of custom resources. */
  readonly hidesDrift?: boolean;
}

/** A type of which only the fact that it is there matters to the stacks of this library. */
export class RecordedType implements ResourceProvider {
  public readonly hidesDrift: boolean;

  constructor(protected readonly random: Random, private readonly options: RecordedTypeOptions = {}) {
    this.hidesDrift = options.hidesDrift ?? false;
  }

  public async create(request: ResourceRequest): Promise<Provisioned> {
    return this.provisioned(this.freeName(request) ?? this.madeUpName(request), request.properties);
  }

  public async update(request: UpdateResourceRequest): Promise<Provisioned> {
    return this.provisioned(this.nameAfter(request, request.physicalId), request.properties);
  }

  public async delete(_request: ExistingResourceRequest): Promise<void> {
    // There is nothing but the record.
  }

  public conflict(properties: Properties): string | undefined {
    const given = this.givenName(properties);
    return given !== undefined && this.isTaken(given) ? given : undefined;
  }

  /** Whether there is something of that name, whoever made it. */
  protected isTaken(_name: string): boolean {
    return false;
  }

  /**
   * The name that a new resource is given, if it is given one.
   *
   * @throws ProvisioningFailure if something has it
   */
  protected freeName({ type, properties }: ResourceRequest): string | undefined {
    if (this.conflict(properties) === undefined) return this.givenName(properties);
    throw new ProvisioningFailure(`Resource handler returned message: "${alreadyExists(type, this.givenName(properties) ?? '')}" `
      + `(RequestToken: ${uuid(this.random)}, HandlerErrorCode: AlreadyExists)`);
  }

  /** The name that a resource has after an update. A given name that is taken away makes room for a made-up one. */
  protected nameAfter(request: UpdateResourceRequest, currentName: string): string {
    const given = this.givenName(request.properties);
    if (given !== undefined) return given === currentName ? given : this.freeName(request) ?? given;
    return currentName === this.givenName(request.oldProperties) ? this.madeUpName(request) : currentName;
  }

  protected givenName(properties: Properties): string | undefined {
    const { nameProperty } = this.options;
    const name = nameProperty === undefined ? undefined : properties[nameProperty];
    return typeof name === 'string' ? name : undefined;
  }

  protected madeUpName({ stackName, logicalId }: ResourceRequest): string {
    const suffix = `-${nameSuffix(this.random)}`;
    const room = (this.options.longestName ?? 128) - suffix.length;
    const half = Math.floor((room - 1) / 2);
    const [stack, resource] = stackName.length + logicalId.length < room
      ? [stackName, logicalId]
      : [stackName.slice(0, half), logicalId.slice(0, half)];
    return `${stack}-${resource}${suffix}`;
  }

  private provisioned(physicalId: string, properties: Properties): Provisioned {
    const { attributes, remark } = this.options;
    return { physicalId, attributes: attributes?.(physicalId, properties) ?? {}, ...(remark !== undefined && { remark }) };
  }
}
