import type { CustomResources } from '../sandbox/cloudformation/custom-resources';
import type { ExistingResourceRequest, Provisioned, ResourceProvider, ResourceRequest, UpdateResourceRequest } from '../sandbox/cloudformation/resource-provider';
import type { Properties } from '../sandbox/cloudformation/template';
import { isUnknown, reasonsIn, unknown } from '../sandbox/cloudformation/unknown';
import type { FunctionTable } from './functions/code';
import { Journal, JournalEntry, newEntry } from './journal';
import type { RecordedResources } from './recorded-resources';
import { GUARDED_TYPES } from './rehearsed-types';
import { reasonsOfStopped } from './stopped-updates';

/** The ledgers of the resources of a type, which the copy has in buckets of its own. */
export interface LedgersOfType {
  /** Why nothing is known of what a resource does. */
  unread(request: ResourceRequest): string[];
  /** Puts the file where the resource looks for it. Says why it isn't known, if so. */
  withoutFile(request: ResourceRequest, oldProperties?: Properties): string[];
  /** The properties with the bucket in which the copy has the ledger. */
  ready(request: ResourceRequest): Properties;
}

/** Custom resources in a rehearsal: those of this library are sent to its functions, unless what they are told isn't known; others are only taken down. */
export class RehearsedCustomResources implements ResourceProvider {
  public readonly undoesReplacements = true;
  public readonly hidesDrift = true;

  constructor(
    private readonly sent: CustomResources,
    private readonly recorded: RecordedResources,
    private readonly functions: FunctionTable,
    private readonly journal: Journal,
    /** By the types of resources that have one. */
    private readonly ledgers: Readonly<Partial<Record<string, LedgersOfType>>>,
    /** Why nothing is known of what a resource is about. */
    private readonly unread: (type: string, properties: Properties) => readonly string[],
    /** Whether functions are asked also about what is declared as before. */
    public readonly updatesAlways: boolean,
  ) {}

  public async create(request: ResourceRequest): Promise<Provisioned> {
    if (this.isForeign(request)) return this.recorded.create(request);
    if (this.notesUnknown(request, 'Create')) return { physicalId: unknown(`the id of ${request.logicalId} in ${request.stackName}`), attributes: {} };
    return this.sent.create(this.ready(request));
  }

  public async update(request: UpdateResourceRequest): Promise<Provisioned> {
    if (this.isForeign(request)) return this.recorded.update(request);
    if (this.notes(request, 'Update', reasonsOfStopped(request.oldProperties))) return { physicalId: request.physicalId, attributes: request.attributes };
    // It has another id from now on, or it hasn't.
    if (this.notesUnknown(request, 'Update')) return { physicalId: request.physicalId, attributes: {} };
    return this.sent.update(this.readyAgain(request));
  }

  public async delete(request: ExistingResourceRequest): Promise<void> {
    if (isUnknown(request.physicalId)) return;
    if (this.isForeign(request)) return this.recorded.delete(request);
    if (this.notes(request, 'Delete', reasonsOfStopped(request.properties)) || this.notesUnknown(request, 'Delete')) return;
    await this.sent.delete(this.ready(request));
  }

  private ready<Request extends ResourceRequest>(request: Request): Request {
    const ledgers = this.ledgers[request.type];
    return ledgers ? { ...request, properties: ledgers.ready(request) } : request;
  }

  /** Contents look at rows that haven't changed only if their generation is another one. */
  private readyAgain(request: UpdateResourceRequest): UpdateResourceRequest {
    const ledgers = this.ledgers[request.type];
    if (!ledgers) return request;
    const { oldProperties } = request;
    const before = this.updatesAlways ? { ...oldProperties, Generation: `before ${String(oldProperties.Generation ?? '')}` } : oldProperties;
    return { ...this.ready(request), oldProperties: ledgers.ready({ ...request, properties: before }) };
  }

  private isForeign({ type, properties }: ResourceRequest): boolean {
    return !GUARDED_TYPES.includes(type) && this.isUnknownProgram(properties);
  }

  private isUnknownProgram({ ServiceToken: token }: Properties): boolean {
    return this.functions.programOf(String(token)) === 'FOREIGN';
  }

  private notesUnknown(request: ResourceRequest & Partial<UpdateResourceRequest>, requestType: JournalEntry['requestType']): boolean {
    const isOther = this.isUnknownProgram(request.properties);
    return this.notes(request, requestType, isOther ? ['its function is not that of this version of cdk-org-guard'] : this.reasonsFor(request, requestType));
  }

  private reasonsFor(request: ResourceRequest & Partial<UpdateResourceRequest>, requestType: JournalEntry['requestType']): string[] {
    const { type, properties } = request;
    const { ServiceToken: _token, ...told } = properties;
    const unread = this.unread(type, properties);
    const ledgers = this.ledgers[type];
    if (!ledgers) return [...unread, ...reasonsIn(told)];
    // What they need only for themselves the copy has in another place.
    const { Ledger: _ledger, StateMachine: _workflow, ...declared } = told;
    const withoutFile = requestType === 'Delete' ? [] : ledgers.withoutFile(request, request.oldProperties);
    return [...unread, ...ledgers.unread(request), ...withoutFile, ...reasonsIn(declared)];
  }

  private notes({ stackId, logicalId }: ResourceRequest, requestType: JournalEntry['requestType'], reasons: readonly string[]): boolean {
    if (reasons.length === 0) return false;
    this.journal.entries.push(newEntry({ stackId, logicalId, requestType, unknown: reasons }));
    return true;
  }
}
