import type { ExternalValues } from './external-values';
import type { StackParameters } from './parameters';
import type { Json, Properties, ResourceDefinition, Template } from './template';

/** A resource as the stack knows it. */
export interface StackResource {
  readonly logicalId: string;
  readonly type: string;
  /** As the template that was deployed last has it. */
  definition: ResourceDefinition;
  /** Resolved. */
  properties: Properties;
  /** Empty until the resource exists. */
  physicalId: string;
  attributes: Readonly<Record<string, Json>>;
  status: string;
  statusReason?: string;
  updatedAt: number;
}

export interface StackEvent {
  readonly eventId: string;
  readonly operationId: string;
  readonly timestamp: number;
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly clientRequestToken?: string;
}

export interface StackOutput {
  readonly key: string;
  readonly value: string;
  readonly description?: string;
  readonly exportName?: string;
}

/** A template as it was given, and what transforms have made of it, if it has any. */
export interface TemplateStages {
  readonly text: string;
  readonly processed?: string | undefined;
}

const STACK_TYPE = 'AWS::CloudFormation::Stack';

/** A stack, with what happened to it. */
export class Stack {
  public status = 'REVIEW_IN_PROGRESS';
  public statusReason?: string;
  public templateText = '';
  /** What transforms have made of it, if it has any. */
  public processedText: string | undefined;
  /** The template of the update that is under way, until it's the stack's own or is rolled back. */
  public updatingTo?: TemplateStages;
  public template: Template = { Resources: {} };
  public parameters: StackParameters = { given: new Map(), values: new Map() };
  public tags: Readonly<Record<string, string>> = {};
  public capabilities: readonly string[] = [];
  public roleArn?: string;
  /** Whether it can't be deleted. */
  public isProtected = false;
  /** Whether an operation that fails is rolled back. */
  public rollsBack = true;
  public readonly resources = new Map<string, StackResource>();
  public outputs: readonly StackOutput[] = [];
  /** The names of the exports of other stacks that it uses. */
  public imports = new Set<string>();
  /** What its template took from outside when it was deployed last. */
  public externalValues: ExternalValues = {};
  public lastUpdatedTime?: number;
  public deletionTime?: number;
  /** Newest last. */
  public readonly events: StackEvent[] = [];
  public operationId = '';
  public clientRequestToken?: string;
  private readonly settled = new Set<() => void>();

  constructor(
    public readonly id: string,
    public readonly name: string,
    public readonly creationTime: number,
    private readonly now: () => number,
    /** The stack that this one is a resource of. */
    public readonly parent?: Stack,
  ) {}

  /** The stack that this one ultimately belongs to, if it's nested. */
  public get root(): Stack | undefined {
    return this.parent?.root ?? this.parent;
  }

  public get inProgress(): boolean {
    return this.status.endsWith('_IN_PROGRESS') && this.status !== 'REVIEW_IN_PROGRESS';
  }

  public setStatus(status: string, reason?: string): void {
    this.status = status;
    if (reason !== undefined) this.statusReason = reason;
    else delete this.statusReason;
    const timestamp = this.addEvent({ logicalId: this.name, physicalId: this.id, type: STACK_TYPE, status, ...(reason !== undefined && { reason }) });
    if (status === 'DELETE_IN_PROGRESS') this.deletionTime = timestamp;
    if (this.inProgress) return;
    for (const wake of this.settled) wake();
    this.settled.clear();
  }

  public setResourceStatus(resource: StackResource, status: string, reason?: string): void {
    resource.status = status;
    if (reason !== undefined) resource.statusReason = reason;
    else delete resource.statusReason;
    const { logicalId, physicalId, type } = resource;
    resource.updatedAt = this.addEvent({ logicalId, physicalId, type, status, ...(reason !== undefined && { reason }) });
  }

  /** Resolves when no operation is under way. */
  public whenSettled(): Promise<void> {
    if (!this.inProgress) return Promise.resolve();
    return new Promise((resolve) => { this.settled.add(resolve); });
  }

  /** The `cdk` command sorts events by their time, so no two may have the same. */
  private addEvent(event: Omit<StackEvent, 'eventId' | 'operationId' | 'timestamp' | 'clientRequestToken'>): number {
    const timestamp = Math.max(this.now(), (this.events.at(-1)?.timestamp ?? 0) + 1);
    this.events.push({
      ...event,
      eventId: `${event.logicalId}-${event.status}-${this.events.length}`,
      operationId: this.operationId,
      timestamp,
      ...(this.clientRequestToken !== undefined && { clientRequestToken: this.clientRequestToken }),
    });
    return timestamp;
  }
}
