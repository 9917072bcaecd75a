import type { Delivery } from '../../deliveries';
import type { ContentsRun, Deployment } from '../run';
import type { ContentsInvariant } from './invariant';

/** What makes no difference to what is in the store. */
const OF_NO_CONCERN = ['WaitMinutes', 'StateMachine', 'Protection', 'MostFailures', 'RequestsPerSecond', 'RemovalPolicy', 'RemovedUsers', 'RemovedGroups'];

/** An update in which nothing of the contents is different asks nothing of the store. */
export const unchanged: ContentsInvariant = {
  name: 'unchanged',
  holds: 'an update with the same file, scope and policies makes no call to the store, if nothing was left to do.',
  afterDeployment(run, deployment) {
    const [event, ...others] = run.events.filter(({ part, started, event: { RequestType } }) =>
      part === 'CONTENTS' && started >= deployment.started && RequestType !== 'Delete');
    if (!event || others.length > 0 || event.event.RequestType !== 'Update' || !isSettled(run, deployment)) return [];
    if (shownOf(event.event.ResourceProperties) !== shownOf(event.event.OldResourceProperties)) return [];
    const calls = run.calls.filter(({ delivery, operation }) => delivery.event.RequestId === event.event.RequestId && operation.startsWith('identitystore:'));
    return calls.length === 0 ? [] : [`${event.event.RequestId} changes nothing and makes ${calls.map(({ operation }) => operation).join()}`];
  },
};

/** Whether the deployment before left nothing to do. */
function isSettled(run: ContentsRun, { stack, started, isCalm }: Deployment): boolean {
  const before = run.deployments.filter((each) => each.stack === stack && each.started < started).at(-1);
  if (!before?.kept || !before.isOver || !['CREATE_COMPLETE', 'UPDATE_COMPLETE'].includes(before.status)) return false;
  const last = run.events.filter(({ started: at, event }) => at < started && event.RequestType !== 'Delete').at(-1);
  return (isCalm || isUndisturbed(run, before)) && before.kept.entries.every(({ state }) => state !== 'owed') && last !== undefined && hasNoFailures(run, last);
}

function isUndisturbed(run: ContentsRun, { started }: Deployment): boolean {
  return run.events.every(({ started: at, faults }) => at < started || faults.length === 0);
}

function hasNoFailures(run: ContentsRun, delivery: Delivery): boolean {
  // What fails in the background is in no answer.
  return run.results.get(delivery) === 'AS_DECLARED' && delivery.bodies.some((body) => (JSON.parse(body) as { readonly Data?: { readonly Failed?: string } }).Data?.Failed === '0');
}

function shownOf(properties: object): string {
  return JSON.stringify(Object.entries(properties).filter(([name]) => !OF_NO_CONCERN.includes(name)).sort());
}
