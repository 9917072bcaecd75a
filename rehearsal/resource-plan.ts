import { CATALOGUE } from '../lambda/reasons/catalogue';
import { NOT_REACHED } from '../sandbox/cloudformation/rehearsal';
import type { Stack, StackEvent, StackResource } from '../sandbox/cloudformation/stack';
import type { Properties } from '../sandbox/cloudformation/template';
import { joinedChanges } from './changes';
import type { JournalEntry } from './journal';
import type { Reason, ResourcePlan, Verb } from './plan';
import { idIn, Names, plannedEntity } from './planned-entity';

/** All that is known of one resource of a stack after its rehearsal. */
export interface Rehearsed {
  readonly stack: Stack;
  readonly logicalId: string;
  readonly type: string;
  readonly path: string;
  /** As it was before, if it was there. */
  readonly before?: Pick<StackResource, 'properties' | 'physicalId' | 'status'>;
  /** Whether somebody has deleted already what it stood for. */
  readonly isGone: boolean;
  /** As it is to be, if it's declared. */
  readonly properties?: Properties;
  /** Of this operation, oldest first. */
  readonly events: readonly StackEvent[];
  readonly entries: readonly JournalEntry[];
  readonly names: Names;
}

type Outcome = Pick<ResourcePlan, 'verb'> & Partial<Pick<ResourcePlan, 'reason' | 'dependsOn' | 'unknown'>>;

/** Results of functions, and what they mean for a plan. Those that aren't here depend on whether anything was written. */
const VERBS_BY_RESULT: Readonly<Record<string, Verb>> = {
  CREATED: 'creates', ADOPTED: 'adopts', REUSED: 'adopts', ALREADY_MEMBER: 'adopts', ALREADY_ENABLED: 'adopts', DELETED: 'deletes',
  KEPT: 'leaves', KEPT_PROVIDER_OWNED: 'leaves', KEPT_UNPROVEN: 'leaves',
};

/** What a deployment would do with a resource. If it replaces one, what becomes of the old one comes after it. */
export function resourcePlans(rehearsed: Rehearsed): ResourcePlan[] {
  const { before, stack, logicalId } = rehearsed;
  const resource = stack.resources.get(logicalId);
  const [forward, removing] = partition(rehearsed.entries, ({ requestType }) => requestType !== 'Delete');
  const removal = lastOf(rehearsed.events, (status) => status.startsWith('DELETE_'));
  const plans: ResourcePlan[] = [];
  if (rehearsed.properties) plans.push(planOf(rehearsed, forwardOutcome(rehearsed, forward), forward, resource?.physicalId ?? before?.physicalId ?? ''));
  // One that is gone already is only forgotten.
  const isForgotten = rehearsed.properties !== undefined && (rehearsed.isGone || (!hasWritten(removing) && removing.at(-1)?.result === 'DELETED'));
  // Whatever id it has that couldn't be created.
  const wasNothing = before !== undefined && (before.status === 'CREATE_FAILED' || idIn(rehearsed.type, before.physicalId) === undefined);
  if (removal && !isForgotten && !wasNothing) plans.push(planOf(rehearsed, removalOutcome(removal, removing), removing, removal.physicalId));
  return plans;
}

function planOf(rehearsed: Rehearsed, outcome: Outcome, entries: readonly JournalEntry[], physicalId: string): ResourcePlan {
  const { path, logicalId, type, names, before, isGone } = rehearsed;
  const properties = (outcome.verb === 'deletes' || outcome.verb === 'leaves' ? before?.properties : rehearsed.properties) ?? rehearsed.properties ?? before?.properties ?? {};
  const access = accessBy(type, outcome.verb, isGone);
  return {
    path, logicalId, type,
    entity: plannedEntity(type, properties, physicalId, names),
    changes: outcome.verb === 'keeps' || outcome.verb === 'refused' ? [] : joinedChanges(entries.flatMap(({ writes }) => writes).flatMap(({ changes }) => changes)),
    ...(access && { access }),
    ...outcome,
  };
}

/** What comes of what is declared. */
export function forwardOutcome({ events, before, stack, logicalId, type }: Rehearsed, entries: readonly JournalEntry[]): Outcome {
  const last = lastOf(events, (status) => !status.startsWith('DELETE_'));
  const entry = entries.at(-1);
  if (last?.status === NOT_REACHED) return { verb: 'not reached', dependsOn: last.reason?.split(', ') ?? [] };
  const unknown = entries.flatMap((each) => each.unknown ?? []);
  if (unknown.length > 0) return { verb: 'unknown', unknown };
  if (last?.status.endsWith('_FAILED')) return refusal(last, entry);
  if (!last) return { verb: before ? 'keeps' : 'unknown' };
  if (entry?.isWaiting) return { verb: 'waits for the other side' };
  const isNew = last.status.startsWith('CREATE_');
  if (!entry) return { verb: isNew ? 'creates' : isReplaced(before, stack, logicalId) ? 'replaces' : type.startsWith('AWS::') ? 'changes' : 'keeps' };
  if (isNew) return { verb: verbOfNew(entries) };
  if (isReplaced(before, stack, logicalId)) return { verb: 'replaces' };
  return { verb: hasWritten(entries) ? 'changes' : 'keeps' };
}

/** A function says that it has created also what it takes over: from another construct of its stack, or a membership for good. */
function verbOfNew(entries: readonly JournalEntry[]): Verb {
  const result = entries.at(-1)?.result ?? '';
  // All features are asked for, here or by somebody else before.
  if (result === 'PENDING') return hasWritten(entries) ? 'changes' : 'adopts';
  const verb = VERBS_BY_RESULT[result] ?? 'keeps';
  const isMade = entries.some(({ writes }) => writes.some(({ operation }) => /^(Create|Invite|Enable)/.test(operation)));
  if (verb === 'creates' && !isMade) return 'adopts';
  if (verb === 'adopts' || verb === 'creates') return verb;
  return hasWritten(entries) ? 'changes' : 'keeps';
}

/** What comes of what leaves the stack. */
export function removalOutcome(removal: StackEvent, entries: readonly JournalEntry[]): Outcome {
  const entry = entries.at(-1);
  const unknown = entries.flatMap((each) => each.unknown ?? []);
  if (unknown.length > 0) return { verb: 'unknown', unknown };
  if (removal.status === 'DELETE_FAILED') return refusal(removal, entry);
  if (removal.status === 'DELETE_SKIPPED') return { verb: 'leaves' };
  return { verb: entry ? VERBS_BY_RESULT[entry.result ?? ''] ?? 'leaves' : 'deletes' };
}

function refusal({ reason: told = '' }: StackEvent, entry: JournalEntry | undefined): Outcome {
  return { verb: 'refused', reason: reasonIn(entry?.reason ?? told) };
}

/** The parts of a message: `CODE: happened. remedy. [evidence] link`. */
export function reasonIn(message: string): Reason {
  const [, code, text = ''] = /^([A-Z][A-Z_]+): (.*)$/s.exec(message) ?? [];
  if (code === undefined || !Object.hasOwn(CATALOGUE, code)) return { message };
  const said = text.replace(/ \S+\/docs\/reasons\.md#\w+$/, '').replace(/ \[[^\]]*\]$/, '');
  const { remedy } = CATALOGUE[code as keyof typeof CATALOGUE];
  const [parts] = [new RegExp(`^(.*?\\.) (${patternOf(remedy)}\\.)$`, 's').exec(said)];
  return parts ? { code, message: parts[1] as string, remedy: parts[2] as string } : { code, message: said };
}

/** A text of the catalogue with anything in the place of its words. */
function patternOf(text: string): string {
  return text.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*');
}

function accessBy(type: string, verb: Verb, isGone: boolean): ResourcePlan['access'] {
  const gives = type.includes('GroupMembership');
  if (gives && (verb === 'creates' || (verb === 'replaces' && isGone))) return 'gives';
  const takes = /GroupMembership|IdentityStoreUser$|IdentityStoreGroup$|IdentityStore::/.test(type);
  return takes && (verb === 'deletes' || verb === 'lost' || (verb === 'replaces' && gives)) ? 'takes' : undefined;
}

function isReplaced(before: Rehearsed['before'], stack: Stack, logicalId: string): boolean {
  return before !== undefined && stack.resources.get(logicalId)?.physicalId !== before.physicalId;
}

function hasWritten(entries: readonly JournalEntry[]): boolean {
  return entries.some(({ writes }) => writes.length > 0);
}

export function lastOf(events: readonly StackEvent[], matches: (status: string) => boolean): StackEvent | undefined {
  return events.findLast(({ status }) => matches(status));
}

function partition<Item>(items: readonly Item[], belongs: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(belongs), items.filter((item) => !belongs(item))];
}
