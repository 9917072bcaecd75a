import type { ResourcePlan, StackPlan } from '../../../rehearsal/plan';
import { isOpen, plannedFailure, unforeseenFailures } from './comparison';
import type { Deployment } from './live-world';
import { reallyDone } from './really-done';

/** A resource, and what becomes of it. */
interface Told {
  readonly logicalId: string;
  readonly verb: string;
}

/** How a deployment differs from its plan where AWS behaves otherwise in one thing, in words. Of that a plan tells only verbs and reasons. */
export function differencesOtherwise(given: StackPlan, name: string, deployment: Deployment): string[] {
  const plan = { ...given, resources: given.resources.map((resource) => toldOtherwise(resource, name)) };
  const expected = plannedFailure(plan);
  if (plan.resources.some(isOpen)) return [];
  const hasFailed = /ROLLBACK|FAILED/.test(deployment.status);
  if (hasFailed) return unforeseenFailures(plan, deployment);
  return expected === 'SURE' ? [`it was planned to fail, and ended ${deployment.status}`] : differencesOfVerbs(plan, deployment);
}

function toldOtherwise(resource: ResourcePlan, name: string): ResourcePlan {
  const other = resource.otherwise?.find((each) => each.switch === name);
  if (!other) return resource;
  const { reason: _reason, inAnotherOrder: _order, ...same } = resource;
  const { verb, reason, inAnotherOrder } = other;
  return { ...same, verb, ...(reason && { reason }), ...(inAnotherOrder && { inAnotherOrder }) };
}

function differencesOfVerbs({ resources }: StackPlan, deployment: Deployment): string[] {
  const ofOrder = new Set(resources.filter(({ verb, inAnotherOrder }) => inAnotherOrder !== undefined || verb === 'lost').map(({ logicalId }) => logicalId));
  const [planned, really] = [resources, reallyDone(deployment)].map((all: readonly Told[]) => linesOf(all.filter(({ logicalId }) => !ofOrder.has(logicalId))));
  return planned === really ? [] : [`planned was ${planned}, and done ${really}`];
}

function linesOf(all: readonly Told[]): string {
  return all.map(({ logicalId, verb }) => `${logicalId} ${verb}`).sort().join(', ');
}
