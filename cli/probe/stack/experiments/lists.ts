import type { Seen } from '../../../../sandbox/seed/probe-result';
import { answerOf } from '../../answer';
import type { ProbedStack } from '../probed-stack';
import { LOOKING } from '../template';

/** Whether a function can list the resources of its stack that may do so for its id only; whether deleted ones are listed; and how many items a page has. */
export async function lists(stack: ProbedStack): Promise<Seen> {
  const { records: first } = await stack.created();
  const { records: second } = await stack.cleanedUp();
  // Only where it was known already that it may read anything at all.
  const looks = [...first, ...second].filter(({ resource, status }) => resource === LOOKING && status?.endsWith('_IN_PROGRESS'));
  const resources = answerOf(await stack.calls.resources(stack.id));
  const { pageSize, events } = await stack.events();
  return {
    listedByItsId: wordFor(looks.map(({ list = 'NOT_SEEN' }) => list)),
    deletedResources: resources.some(({ ResourceStatus: status }) => status === 'DELETE_COMPLETE') ? 'LISTED' : 'NOT_LISTED',
    ...(pageSize !== undefined && { pageOfEvents: pageSize }),
    events: events.length,
  };
}

function wordFor(seen: readonly string[]): string {
  const [one = 'NOT_SEEN', ...others] = new Set(seen);
  return others.length > 0 ? 'SOMETIMES' : one;
}
