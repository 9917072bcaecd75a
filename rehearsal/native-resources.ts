import { isDeepStrictEqual } from 'node:util';
import type { ExistingResourceRequest, Provisioned, ResourceProvider, ResourceRequest, UpdateResourceRequest } from '../sandbox/cloudformation/resource-provider';
import type { NativeKind } from '../sandbox/cloudformation/resource-types/identity-store';
import type { Properties } from '../sandbox/cloudformation/template';
import { isUnknown, reasonsIn, unknown } from '../sandbox/cloudformation/unknown';
import { changesBetween } from './changes';
import { Journal, JournalEntry, newEntry } from './journal';
import { reasonsOfStopped } from './stopped-updates';

/** What native resources need of a copy. */
export interface NativeSurroundings {
  readonly journal: Journal;
  /** The user, group or membership with this id, if it is there. */
  readonly entity: (id: string) => object | undefined;
  /** Why nothing is known of what a resource is about. */
  readonly unread: (type: string, properties: Properties) => readonly string[];
  /** Whether what is declared as before is compared with what is there. */
  readonly looksAgain: boolean;
}

/** CloudFormation's own resources of the Identity Store in a rehearsal: they are made as in a deployment, unless what they are told isn't known. */
export class RehearsedNativeResources implements ResourceProvider {
  public readonly undoesReplacements = true;
  public readonly hidesDrift = true;
  public readonly updatesAlways: boolean;

  constructor(private readonly sent: ResourceProvider, private readonly kind: NativeKind, private readonly surroundings: NativeSurroundings) {
    this.updatesAlways = surroundings.looksAgain;
  }

  public async create(request: ResourceRequest): Promise<Provisioned> {
    if (this.notesUnknown(request, 'Create')) return { physicalId: unknown(`the id of ${request.logicalId} in ${request.stackName}`), attributes: {} };
    return this.made(request, 'Create', await this.sent.create(request));
  }

  public async update(request: UpdateResourceRequest): Promise<Provisioned> {
    const { physicalId, attributes } = request;
    if (isUnknown(physicalId) || this.notesUnknown(request, 'Update', request.oldProperties)) return { physicalId, attributes };
    const live = this.surroundings.looksAgain ? await this.sent.read?.(request) : request.oldProperties;
    if (live === undefined) return this.made(request, 'Update', await this.sent.create(request));
    const before = this.surroundings.entity(idIn(physicalId));
    const updated = isDeepStrictEqual(live, request.properties) ? { physicalId, attributes } : await this.sent.update({ ...request, oldProperties: live });
    if (updated.physicalId !== physicalId) return this.made(request, 'Update', updated);
    const changes = changesBetween(before, this.surroundings.entity(idIn(physicalId)));
    this.note(request, 'Update', { result: 'UPDATED', writes: changes.length === 0 ? [] : [{ operation: `Update${this.kind.entity}`, id: idIn(physicalId), changes }] });
    return updated;
  }

  public async delete(request: ExistingResourceRequest): Promise<void> {
    const { physicalId } = request;
    if (isUnknown(physicalId) || this.notesUnknown({ ...request, properties: storeIn(request.properties) }, 'Delete', request.properties)) return;
    const id = idIn(physicalId);
    const before = this.surroundings.entity(id);
    await this.sent.delete(request);
    this.note(request, 'Delete', { result: 'DELETED', writes: before ? [{ operation: `Delete${this.kind.entity}`, id, changes: changesBetween(before, undefined) }] : [] });
  }

  private made(request: ResourceRequest, requestType: JournalEntry['requestType'], provisioned: Provisioned): Provisioned {
    const id = idIn(provisioned.physicalId);
    const changes = changesBetween(undefined, this.surroundings.entity(id));
    this.note(request, requestType, { result: 'CREATED', writes: [{ operation: `Create${this.kind.entity}`, id, changes }] });
    return provisioned;
  }

  private notesUnknown(request: ResourceRequest, requestType: JournalEntry['requestType'], before: Properties = {}): boolean {
    const reasons = [...reasonsOfStopped(before), ...this.surroundings.unread(request.type, request.properties), ...reasonsIn(request.properties)];
    if (reasons.length > 0) this.note(request, requestType, { unknown: reasons });
    return reasons.length > 0;
  }

  private note({ stackId, logicalId }: ResourceRequest, requestType: JournalEntry['requestType'], answer: Partial<JournalEntry>): void {
    this.surroundings.journal.entries.push({ ...newEntry({ stackId, logicalId, requestType }), ...answer });
  }
}

/** The primary identifier begins with the id. */
function idIn(physicalId: string): string {
  return physicalId.split('|')[0] as string;
}

/** All that a deletion needs of what was declared. */
function storeIn({ IdentityStoreId: store }: Properties): Properties {
  return store === undefined ? {} : { IdentityStoreId: store };
}
