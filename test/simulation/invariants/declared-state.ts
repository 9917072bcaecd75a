import type { Stack } from '../../../sandbox/cloudformation/stack';
import type { Delivery } from '../deliveries';
import type { Claim, Entity, Kind } from '../domain';
import { applies, isExcused } from '../excuses';
import type { Run } from '../run';
import { Guarded, guardedIn, lagOf, settledStacks } from './holdings';
import type { Invariant } from './invariant';

/** How an operation ends of which CloudFormation says that the stack is as its template declares. */
const SUCCESSFUL = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'];

/**
 * What CloudFormation counts as successful has the declared state: the entity is there with every declared attribute, and
 * without what was declared before and not changed since.
 */
export const declaredState: Invariant = {
  name: 'declared state',
  holds: 'what CloudFormation counts as successful has the declared state, unless others changed it since.',
  afterOperation: (run, { stack, status }) => (SUCCESSFUL.includes(status) ? problemsOf(run, stack) : []),
  afterQuiet: (run) => settledStacks(run).filter(({ status }) => SUCCESSFUL.includes(status)).flatMap((stack) => problemsOf(run, stack)),
};

function problemsOf(run: Run, stack: Stack): string[] {
  return guardedIn(run, stack)
    .filter(({ resource }) => ['CREATE_COMPLETE', 'UPDATE_COMPLETE'].includes(resource.status))
    .flatMap((guarded) => problemOf(run, guarded));
}

function problemOf(run: Run, { stack, resource, kind, holding }: Guarded): string[] {
  const { ledger, deliveries } = run;
  const name = `${stack.name} ${resource.logicalId}`;
  if (!holding) return [`${name} is complete with the physical id ${resource.physicalId}`];
  // Not the one that arrived last, which may be an older one that was late.
  const declared = textOf(resource.properties);
  const event = deliveries.findLast((delivery) => delivery.event.StackId === stack.id && delivery.event.LogicalResourceId === resource.logicalId
    && textOf(delivery.event.ResourceProperties) === declared);
  const ofEvent = deliveries.filter((delivery) => delivery.event.RequestId === event?.event.RequestId);
  const since = ofEvent[0]?.started ?? 0;
  const ids = kind.concerns?.(holding, resource.properties) ?? [holding.id];
  const isRollback = ofEvent[0]?.stackStatus.startsWith('UPDATE_ROLLBACK_') ?? false;
  // What was declared before was declared of the entity that the resource had then.
  const isSame = event?.event.RequestType === 'Update' && event.event.PhysicalResourceId.includes(holding.id);
  const before = isSame ? event.event.OldResourceProperties as typeof resource.properties : undefined;
  const looked = lastLook(ofEvent) - lagOf(run);
  const live = (id: string): Entity | undefined => ledger.live(id);
  const wasThere = (matches: (entity: Entity) => boolean): boolean =>
    [...ledger.all].some((entity) => matches(entity) && (ledger.creation(entity.id)?.at ?? Infinity) < looked);
  const claim: Claim = { holding, properties: resource.properties, before, isRollback, looked, live, wasThere };
  const stackId = stack.id;
  const isOfOthers = (): boolean => isExcused(run, 'written by another event', { run, ids, last: event, since })
    || ids.some((id) => isExcused(run, 'changed by others', { run, id, stackId, since: since - lagOf(run) }));
  const asLeftByOthers = (): string[] => leftByOthers(run, stack, kind, claim);
  return kind.differences(claim)
    .filter(({ what, excuses }) => !isOfOthers() && !excuses.some((excuse) => isExcused(run, excuse, claim))
      && !isExcused(run, 'left as others changed it', { isRollback, difference: what, asLeftByOthers }))
    .map(({ what }) => `${name} is complete, but of ${holding.id} ${what}`);
}

/** What was different, and not excused, as others have left it. */
function leftByOthers({ ledger }: Run, { id: stackId }: Stack, kind: Kind, claim: Claim): string[] {
  const then: Claim = { ...claim, live: (id) => (ledger.asLeftByOthers(id, stackId) ?? { after: claim.live(id) }).after };
  return kind.differences(then).filter(({ excuses }) => !excuses.some((excuse) => applies(excuse, then))).map(({ what }) => what);
}

/** When the function last looked before CloudFormation heard of it: what another delivery of the same event saw later doesn't count. */
function lastLook(ofEvent: readonly Delivery[]): number {
  const answered = ofEvent.find(({ bodies, faults }) => bodies.length > faults.filter((fault) => /^answer .* BEFORE$/.test(fault)).length) ?? ofEvent.at(-1);
  if (answered?.part !== 'FRAMEWORK') return answered?.started ?? 0;
  // Behind the framework it looks again and again, and a look in which somebody is hindered may be the last one.
  const looks = ofEvent.filter(({ part, started, faults }) => part === 'AWAITING' && started <= (answered.ended ?? Infinity)
    && !faults.some((fault) => /^organizations:(DescribeAccount|ListAccounts|DescribeHandshake) /.test(fault)));
  return (looks.at(-1) ?? ofEvent[0])?.started ?? 0;
}

/** As events have properties: everything is text. */
function textOf(properties: object): string {
  return JSON.stringify(properties, (_name, value: unknown) => (typeof value === 'object' ? value : String(value)));
}
