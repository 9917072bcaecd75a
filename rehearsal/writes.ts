import type { Sandbox } from '../sandbox/sandbox';
import type { HttpRequest, HttpResponse } from '../sandbox/protocol/http';
import { operationOf } from './functions/wire-handler';
import type { JournalEntry, Write } from './journal';
import { changesBetween } from './changes';
import type { Change } from './plan';

type Input = Readonly<Record<string, unknown>>;

interface Tagging {
  readonly ResourceId: string;
  readonly Tags: readonly { readonly Key: string; readonly Value: string }[];
}

/** What a call is about to write, before it is sent. The id of what is created is in the answer. */
interface Writing {
  readonly operation: string;
  finish(answer: Input): Pick<Write, 'id' | 'changes'>;
}

/** The states in which calls leave a handshake. */
const ENDS: Readonly<Record<string, string>> = { CancelHandshake: 'CANCELED', AcceptHandshake: 'ACCEPTED' };

/** Answers requests as AWS would, and notes what those of functions change. */
export class WriteRecorder {
  constructor(private readonly sandbox: () => Sandbox) {}

  public async answer(request: HttpRequest, entry: JournalEntry | undefined): Promise<HttpResponse> {
    const writing = entry && this.writing(request);
    const response = await this.sandbox().answer(request);
    if (!entry || !writing) return response;
    if (response.status !== 200) {
      entry.hasMetConflict ||= isConflict(response);
      return response;
    }
    entry.hasRaced ||= entry.hasMetConflict === true && writing.operation.startsWith('Create');
    entry.writes.push({ operation: writing.operation, ...writing.finish(JSON.parse(textOf(response.body) || '{}') as Input) });
    return response;
  }

  private writing({ headers, body }: HttpRequest): Writing | undefined {
    if (headers['x-amz-target'] === undefined) return undefined;
    const [service, operation = ''] = operationOf(headers, body).split(':');
    const input = (): Input => JSON.parse(textOf(body)) as Input;
    if (service === 'identitystore') return this.writingOfStore(operation, input);
    return service === 'organizations' ? this.writingOfOrganization(operation, input) : undefined;
  }

  private writingOfStore(operation: string, read: () => Input): Writing | undefined {
    const [, verb, kind = ''] = /^(Create|Update|Delete)(User|GroupMembership|Group)$/.exec(operation) ?? [];
    if (verb === undefined) return undefined;
    const input = read();
    const store = this.sandbox().identityStores.store(input.IdentityStoreId as string);
    const [table, idMember] = kind === 'User'
      ? [store.users, 'UserId'] as const
      : kind === 'Group' ? [store.groups, 'GroupId'] as const : [store.memberships, 'MembershipId'] as const;
    const given = String(input[idMember] ?? '');
    const before = verb === 'Create' ? undefined : table.get(given);
    return {
      operation,
      finish: (answer) => {
        const id = verb === 'Create' ? String(answer[idMember]) : given;
        return { id, changes: changesBetween(before, table.get(id)) };
      },
    };
  }

  private writingOfOrganization(operation: string, read: () => Input): Writing | undefined {
    switch (operation) {
      case 'InviteAccountToOrganization':
        return { operation, finish: (answer) => ({ id: handshakeIn(answer), changes: notesIn(read()) }) };
      case 'EnableAllFeatures':
        return { operation, finish: (answer) => ({ id: handshakeIn(answer), changes: [{ attribute: 'State', after: 'REQUESTED' }] }) };
      case 'CancelHandshake':
      case 'AcceptHandshake':
        return {
          operation,
          finish: () => ({ id: String(read().HandshakeId), changes: [{ attribute: 'State', after: ENDS[operation] as string }] }),
        };
      case 'MoveAccount': {
        const { AccountId: id, SourceParentId: before, DestinationParentId: after } = read();
        return { operation, finish: () => ({ id: String(id), changes: [{ attribute: 'ParentId', before: String(before), after: String(after) }] }) };
      }
      case 'TagResource': {
        const { ResourceId: id, Tags: tags } = read() as unknown as Tagging;
        const before = new Map(this.sandbox().organizations.of(id)?.tagsOf(id));
        return { operation, finish: () => ({ id, changes: tags.map(({ Key, Value }) => tagged(Key, before.get(Key), Value)) }) };
      }
      default:
        return undefined;
    }
  }
}

function isConflict({ body }: HttpResponse): boolean {
  const { __type: type = '' } = JSON.parse(textOf(body) || '{}') as { readonly __type?: string };
  return type.endsWith('ConflictException');
}

function handshakeIn({ Handshake: handshake }: Input): string {
  return String((handshake as Input | undefined)?.Id);
}

function notesIn({ Notes: notes }: Input): Change[] {
  return typeof notes === 'string' ? [{ attribute: 'Notes', after: notes }] : [];
}

function tagged(key: string, before: string | undefined, after: string): Change {
  return { attribute: `Tags.${key}`, ...(before !== undefined && { before }), after };
}

function textOf(body: string | Uint8Array | undefined): string {
  return typeof body === 'string' ? body : new TextDecoder().decode(body);
}
