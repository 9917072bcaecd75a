import type { Properties } from '../../../sandbox/cloudformation/template';
import type { Delivery } from '../deliveries';
import type { Entity } from '../domain';
import { isExcused } from '../excuses';
import type { Run } from '../run';
import { heldBy, Holding, kindOf, lagOf } from './holdings';
import type { Invariant } from './invariant';

/** What a stack may rely on: others get permissions by what an answer tells of an entity, and a joiner gets what a leaver had. */
export const toldTruly: Invariant = {
  name: 'told truly',
  holds: 'nobody gets what is somebody else\'s: what is taken over is provably the declared, and what an answer tells of it is so.',
  afterAll: (run) => run.deliveries.flatMap((delivery) => delivery.bodies.flatMap((body) => problemsOf(run, delivery, body))),
};

function problemsOf(run: Run, delivery: Delivery, body: string): string[] {
  const { event } = delivery;
  const { Status, Data } = JSON.parse(body) as { readonly Status: string; readonly Data?: Readonly<Record<string, string>> };
  const kind = kindOf(run, event.ResourceType);
  const holding = heldBy(body);
  if (Status !== 'SUCCESS' || event.RequestType === 'Delete' || !kind?.objectionToAnswer || !holding) return [];
  const properties = event.ResourceProperties as unknown as Properties;
  const objectionIf = (taken: boolean): string | undefined => kind.objectionToAnswer?.(
    { properties, attributes: Data ?? {}, seen: seenBy(run, delivery, holding.id, taken), isTakenOver: taken });
  const isTaken = isTakenOver(run, delivery, holding);
  const isTakenForOwn = isTaken && objectionIf(isTaken) !== undefined
    && isExcused(run, 'made by others in the same seconds', { run, id: holding.id, stackId: event.StackId });
  const objection = objectionIf(isTaken && !isTakenForOwn);
  return objection === undefined ? [] : [`${event.RequestType} of ${event.LogicalResourceId} answers with ${holding.id}, but ${objection}`];
}

/** Whether the resource gets something that neither it nor an event before of it has made. */
function isTakenOver(run: Run, { event, started }: Delivery, { id }: Holding): boolean {
  const { ledger, deliveries } = run;
  const creation = ledger.creation(id);
  const isOwn = creation && creation.author !== 'OTHERS' && creation.author.event.StackId === event.StackId
    && creation.author.event.LogicalResourceId === event.LogicalResourceId;
  const wasHeld = (event.RequestType === 'Update' && event.PhysicalResourceId.includes(id)) || deliveries.some((before) =>
    before.event.StackId === event.StackId && before.event.LogicalResourceId === event.LogicalResourceId && before.started < started
    && before.bodies.some((body) => body.includes(`:${id}`)));
  return !isOwn && !wasHeld;
}

/** As what the function may have seen the entity; of what it took over, before it wrote anything itself. */
function seenBy(run: Run, delivery: Delivery, id: string, isTakenOver: boolean): readonly Entity[] {
  const { started, ended = Infinity } = delivery;
  const changes = run.ledger.of(id);
  const since = started - lagOf(run);
  const before = changes.findLast(({ at }) => at < since)?.after ?? changes.find(({ at }) => at >= since)?.before;
  const during = changes.filter(({ at, author }) => at >= since && at <= ended && !(isTakenOver && author === delivery)).map(({ after }) => after);
  return [before, ...during].filter((entity) => entity !== undefined);
}
