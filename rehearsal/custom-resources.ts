import { CONTENTS_RESOURCE_TYPE } from '../lib/contract/contents';
import type { CustomResources } from '../sandbox/cloudformation/custom-resources';
import type { ExistingResourceRequest, Provisioned, ResourceProvider, ResourceRequest, UpdateResourceRequest } from '../sandbox/cloudformation/resource-provider';
import type { Properties } from '../sandbox/cloudformation/template';
import { isUnknown, reasonsIn, unknown } from '../sandbox/cloudformation/unknown';
import type { RehearsedLedgers } from './contents/ledgers';
import type { FunctionTable } from './functions/code';
import { Journal, JournalEntry, newEntry } from './journal';
import type { RecordedResources } from './recorded-resources';
import { GUARDED_TYPES } from './rehearsed-types';
import { reasonsOfStopped } from './stopped-updates';

/** Custom resources in a rehearsal: those of this library are sent to its functions, unless what they are told isn't known; others are only taken down. */
export class RehearsedCustomResources implements ResourceProvider {
  public readonly undoesReplacements = true;
  public readonly hidesDrift = true;

  constructor(
    private readonly sent: CustomResources,
    private readonly recorded: RecordedResources,
    private readonly functions: FunctionTable,
    private readonly journal: Journal,
    private readonly ledgers: RehearsedLedgers,
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
    return request.type === CONTENTS_RESOURCE_TYPE ? { ...request, properties: this.ledgers.ready(request) } : request;
  }

  /** Contents look at rows that haven't changed only if their generation is another one. */
  private readyAgain(request: UpdateResourceRequest): UpdateResourceRequest {
    if (request.type !== CONTENTS_RESOURCE_TYPE) return request;
    const { oldProperties } = request;
    const before = this.updatesAlways ? { ...oldProperties, Generation: `before ${String(oldProperties.Generation ?? '')}` } : oldProperties;
    return { ...this.ready(request), oldProperties: this.ledgers.ready({ ...request, properties: before }) };
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
    if (type !== CONTENTS_RESOURCE_TYPE) return [...unread, ...reasonsIn(told)];
    // What they need only for themselves the copy has in another place.
    const { Ledger: _ledger, StateMachine: _workflow, ...declared } = told;
    const withoutFile = requestType === 'Delete' ? [] : this.ledgers.withoutFile(request, request.oldProperties);
    return [...unread, ...this.ledgers.unread(request), ...withoutFile, ...reasonsIn(declared)];
  }

  private notes({ stackId, logicalId }: ResourceRequest, requestType: JournalEntry['requestType'], reasons: readonly string[]): boolean {
    if (reasons.length === 0) return false;
    this.journal.entries.push(newEntry({ stackId, logicalId, requestType, unknown: reasons }));
    return true;
  }
}
