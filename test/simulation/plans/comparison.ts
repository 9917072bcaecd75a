import { KNOWN_LATER, ResourcePlan, StackPlan } from '../../../rehearsal/plan';
import type { StackEvent } from '../../../sandbox/cloudformation/stack';
import type { Entity } from '../domain';
import type { Deployment } from './live-world';
import { differences, ReallyChanged, ReallyDone, reallyDone } from './really-done';

/** Verbs of what a plan doesn't foretell, and says so. */
const OPEN = ['unknown', 'waits for the other side'];

/** Whether the plan leaves open what becomes of a resource. */
export function isOpen({ verb }: ResourcePlan): boolean {
  return OPEN.includes(verb);
}

/** The same for at least one of the orders in which CloudFormation gets to it. */
function isOpenInAnyOrder(resource: ResourcePlan): boolean {
  return isOpen(resource) || (resource.inAnotherOrder ?? []).some((verb) => OPEN.includes(verb));
}

/** Whether the deployment is planned to fail: surely, or in some orders only. */
export function plannedFailure({ resources }: StackPlan): 'SURE' | 'POSSIBLE' | 'NONE' {
  const refused = resources.filter(({ verb }) => verb === 'refused');
  if (refused.length === 0) return 'NONE';
  return refused.some(({ inAnotherOrder }) => inAnotherOrder === undefined) ? 'SURE' : 'POSSIBLE';
}

/** Whether one has failed that may be refused because of something that nobody can look up. How the deployment ends then isn't told. */
export function hasMetUnknown({ resources }: StackPlan, deployment: Deployment): boolean {
  return failuresIn(deployment).some((event) => resources.some((resource) => isOpenRefusal(resource, event)));
}

function isOpenRefusal({ logicalId, mayBeRefused }: ResourcePlan, event: StackEvent): boolean {
  return logicalId === event.logicalId && mayBeRefused !== undefined && isSameReason(mayBeRefused, event.reason ?? '');
}

/**
 * How a deployment that has ended well differs from its plan, in words.
 *
 * @param madeBefore the ids of what was made since the plan was
 */
export function differencesOfSuccess({ resources }: StackPlan, deployment: Deployment | undefined, madeBefore: ReadonlySet<string>): string[] {
  const foretold = resources.filter((resource) => !isOpen(resource) && resource.inAnotherOrder === undefined && resource.verb !== 'lost');
  const open = new Set(resources.filter((resource) => !foretold.includes(resource)).map(({ logicalId }) => logicalId));
  if (!deployment) return foretold.filter(({ verb }) => verb !== 'keeps').map((resource) => `${lineOfPlan(resource)}, and there is nothing to deploy`);
  const really = reallyDone(deployment);
  const made = new Set([...madeBefore, ...really.filter(({ isMade }) => isMade).map(({ id }) => id)]);
  const planned = foretold.map(lineOfPlan);
  const done = really.map((each) => ({ ...each, line: lineOfDone(each, made) }));
  // What was nested in a stack may have had the same logical id as what is left open.
  const told = done.filter(({ logicalId, line }) => !open.has(logicalId) || planned.includes(line)).map(({ line }) => line);
  return [...without(planned, told).map((line) => `only planned: ${line}`), ...without(told, planned).map((line) => `only in reality: ${line}`)];
}

/**
 * How a deployment that was planned to fail differs from its plan, in words.
 *
 * @param madeBefore the ids of what was made since the plan was
 */
export function differencesOfFailure(plan: StackPlan, deployment: Deployment | undefined, madeBefore: ReadonlySet<string>): string[] {
  const { resources, asItIs } = plan;
  if (!deployment) return ['it was planned to fail, and there is nothing to deploy'];
  if (!asItIs) return ['it was planned to fail, and the plan doesn\'t say what it leaves behind'];
  const open = openIn(resources);
  const isRestTold = asItIs.dependsOnOrder !== true && failuresIn(deployment).every(({ logicalId }) => !open.includes(logicalId));
  return [
    ...(isSameStatus(asItIs, deployment) ? [] : [`it was to end ${asItIs.status}, and ended ${deployment.status}`]),
    ...unforeseenFailures(plan, deployment),
    ...(isRestTold ? differencesOfRest(asItIs.leftBehind, deployment, madeBefore) : []),
  ];
}

/** Resources that have failed, and that the plan doesn't refuse for the same reason, in words. */
export function unforeseenFailures({ resources }: StackPlan, deployment: Deployment): string[] {
  const refused = resources.filter(({ verb }) => verb === 'refused');
  // What depends on the order may also be refused in one that the plan has not tried.
  const open = resources.filter((each) => isOpen(each) || each.inAnotherOrder !== undefined).map(({ logicalId }) => logicalId);
  const isForeseen = (event: StackEvent): boolean => open.includes(event.logicalId)
    || refused.some((each) => each.logicalId === event.logicalId && isSameReason(each.reason, event.reason ?? ''))
    || resources.some((each) => isOpenRefusal(each, event));
  return failuresIn(deployment).filter((event) => !isForeseen(event)).map(({ logicalId, status, reason }) =>
    `${logicalId} is ${status}: ${reason}, and was planned as ${resources.filter((each) => each.logicalId === logicalId).map(lineOfPlan).join()}`);
}

/** The logical ids of those of which the plan leaves open what becomes of them. */
function openIn(resources: readonly ResourcePlan[]): string[] {
  return resources.filter(isOpenInAnyOrder).map(({ logicalId }) => logicalId);
}

function failuresIn({ stacks, events }: Deployment): StackEvent[] {
  return stacks.flatMap(({ id }) => forward(events.get(id) ?? []))
    .filter(({ status, type, reason = '' }) => /^(CREATE|UPDATE)_FAILED$/.test(status) && /^Custom::(IdentityStore|Organizations)/.test(type) && !/ cancelled$/.test(reason));
}

/** What comes before the rollback. */
function forward(events: readonly StackEvent[]): readonly StackEvent[] {
  const rollback = events.findIndex(({ type, status }) => type === 'AWS::CloudFormation::Stack' && /ROLLBACK_IN_PROGRESS$/.test(status));
  return rollback < 0 ? events : events.slice(0, rollback);
}

/** Of two that declare one name or one person, the second one finds a construct or, as long as that one hasn't answered, an entity or no maker. */
function isSameReason(planned: ResourcePlan['reason'], reason: string): boolean {
  const { code, message = '' } = planned ?? {};
  return reason.includes(code ?? message) || [code ?? '', reason].some((text) => /NAME_HELD_BY_ANOTHER_CONSTRUCT|PERSON_DECLARED_TWICE|MAKER_NOT_KNOWN/.test(text));
}

function isSameStatus({ status, dependsOnOrder }: NonNullable<StackPlan['asItIs']>, deployment: Deployment): boolean {
  const [planned, real] = [status, deployment.status].map((each) => (dependsOnOrder === true ? each.replace(/ROLLBACK_FAILED$/, 'ROLLBACK_COMPLETE') : each));
  return planned === real;
}

interface Rest {
  readonly id: string;
  readonly verb: string;
  readonly changes: readonly ReallyChanged[];
}

/** What is different from before although the deployment has failed. */
function differencesOfRest(planned: readonly ResourcePlan[], { changes, before, after }: Deployment, madeBefore: ReadonlySet<string>): string[] {
  const touched = [...new Set(changes.filter(({ author, isMain }) => author !== 'OTHERS' && isMain).map(({ id }) => id))];
  const find = (entities: readonly Entity[], id: string): Entity | undefined => entities.find((entity) => entity.id === id);
  const really = touched.flatMap((id): Rest[] => {
    const [one, other] = [find(before, id), find(after, id)];
    const changed = differences(one, other);
    const told = one && !madeBefore.has(id) ? id : KNOWN_LATER;
    if (one && other) return changed.length > 0 ? [{ id: told, verb: 'changes', changes: changed }] : [];
    return one ?? other ? [{ id: told, verb: one ? 'deletes' : 'creates', changes: changed }] : [];
  }).map((rest) => lineOfRest(rest, new Set([...madeBefore, ...touched.filter((id) => !find(before, id))])));
  const told = planned.map(({ entity: { id = '' }, verb, changes: changed }) => lineOfRest({ id, verb, changes: changed }, new Set()));
  return [...without(told, really).map((line) => `only planned to be left behind: ${line}`), ...without(really, told).map((line) => `really left behind: ${line}`)];
}

function lineOfRest({ id, verb, changes }: Rest, made: ReadonlySet<string>): string {
  return `${verb} ${id} ${changesIn(changes, made)}`;
}

function lineOfPlan({ logicalId, type, verb, entity, changes, movedFrom }: ResourcePlan): string {
  return lineOf({ logicalId, type, verb, id: entity.id ?? '', changes, movedFrom }, new Set());
}

function lineOfDone({ logicalId, type, verb, id, isMade, changes, movedFrom }: ReallyDone, made: ReadonlySet<string>): string {
  return lineOf({ logicalId, type, verb, id: isMade || made.has(id) ? KNOWN_LATER : id, changes, movedFrom }, made);
}

interface Line extends Pick<ReallyDone, 'logicalId' | 'type' | 'id' | 'changes'> {
  readonly verb: string;
  readonly movedFrom: string | undefined;
}

function lineOf({ logicalId, type, verb, id, changes, movedFrom }: Line, made: ReadonlySet<string>): string {
  return `${logicalId} (${type.replace(/^Custom::/, '')}) ${verb} ${id}${movedFrom === undefined ? '' : ` moved from ${movedFrom}`} ${changesIn(changes, made)}`;
}

function changesIn(changes: readonly ReallyChanged[], made: ReadonlySet<string>): string {
  const later = (value: string | undefined): string => (value === undefined ? 'nothing' : JSON.stringify(made.has(value) ? KNOWN_LATER : value));
  return changes.map(({ attribute, before, after }) => `${attribute}: ${later(before)} becomes ${later(after)}`).sort().join(', ');
}

/** Those that are in a list more often than in another one. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return lines.filter((line) => {
    const index = left.indexOf(line);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}
