import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import type { Operation, Run } from '../run';
import type { Invariant } from './invariant';
import { isOfFramework } from './framework';
import { codeOf, isDenialOrOutage } from './reasons';

/** How the rollback of an update ends that failed itself, so that its stack is stuck. */
const STUCK = 'UPDATE_ROLLBACK_FAILED';

/**
 * A rollback doesn't fail because of a value that the failed update didn't change, nor because something is gone: only a denial or an outage
 * may keep it from what it has to undo, somebody who has taken meanwhile what the update had given up, or a function behind the provider
 * framework that is killed: the framework reports that as a failure at once.
 */
export const rolledBack: Invariant = {
  name: 'rolled back',
  holds: 'the rollback of an update fails only through a denial, an outage, or for a value that the update had given up.',
  afterOperation: (run, operation) => (operation.status === STUCK ? failuresIn(run, operation) : []),
};

function failuresIn(run: Run, { stack, started }: Operation): string[] {
  return run.deliveries
    .filter((delivery) => delivery.event.StackId === stack.id && delivery.started >= started && delivery.stackStatus.startsWith('UPDATE_ROLLBACK_'))
    .flatMap((delivery) => delivery.bodies.flatMap((body): string[] => {
      const { event } = delivery;
      const { Status, Reason = '' } = JSON.parse(body) as { readonly Status: string; readonly Reason?: string };
      const isExcused = Status === 'SUCCESS' || isDenialOrOutage(codeOf(Reason)) || hasGivenUpAName(event) || isOfFramework(run, delivery, Reason);
      return isExcused ? [] : [`${event.RequestType} of ${event.LogicalResourceId}: ${Reason}`];
    }));
}

/** Whether the failed update had changed what must be unique. */
function hasGivenUpAName(event: CloudFormationCustomResourceEvent): boolean {
  if (event.RequestType !== 'Update') return false;
  return ['DisplayName', 'UserName', 'Emails', 'Target'].some((name) =>
    JSON.stringify(event.ResourceProperties[name]) !== JSON.stringify(event.OldResourceProperties[name]));
}
