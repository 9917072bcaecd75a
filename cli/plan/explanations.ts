import { unitsOf } from '../../rehearsal/contents/contents-plan';
import type { AsItIs, Otherwise, Reason, ResourcePlan, StackPlan } from '../../rehearsal/plan';
import { sentence } from './printable';
import { capitalized, counted, finished } from './wording';

/** The message of a failure without the code that it begins with. */
export function messageOf({ code, message }: Reason): string {
  const text = sentence(message);
  return capitalized(finished(code !== undefined && text.startsWith(`${code}: `) ? text.slice(code.length + 2) : text));
}

/** Where a resource is in the app. A path begins with its stack; what has no path is told with it. */
export function pathOf({ path }: ResourcePlan, { stackName }: StackPlan): string {
  return path.includes('/') ? path : `${stackName}: ${path}`;
}

/** What a verb doesn't say by itself of what comes of it; for most it is nothing. */
export function consequenceOf({ verb, movedFrom, inAnotherOrder, campaign }: ResourcePlan): string {
  if (inAnotherOrder !== undefined) return finished(sentence(`It depends on what comes first, and may also be: ${inAnotherOrder.join(', ')}`));
  if (movedFrom !== undefined) return finished(sentence(`It moves here from ${movedFrom}`));
  if (verb === 'waits for the other side') return 'Its invitation is pending, and the other side has to accept it.';
  if (verb === 'ended') return 'Its invitation has ended, and the account isn\'t in the organization. Only another generation sends one again.';
  if (campaign && verb === 'leaves') return 'The campaign ends.';
  return verb === 'leaves' ? 'Leaves the stack and stays as it is.' : '';
}

/** Whose it is besides. */
export function holdersOf(stacks: readonly string[]): string {
  return sentence(`Held by the ${stacks.length === 1 ? 'stack' : 'stacks'} ${stacks.join(', ')}.`);
}

/** Why it may be refused, which nobody can look up. */
export function openRefusalOf(reason: Reason): string {
  const { code, remedy } = reason;
  const toDo = remedy === undefined ? '' : ` What to do: ${finished(sentence(remedy))}`;
  return `May be refused all the same${code === undefined ? '' : ` (${sentence(code)})`}: ${finished(sentence(reason.message))}${toDo}`;
}

/** What a resource isn't reached because of. */
export function becauseOf(dependsOn: readonly string[], { resources }: StackPlan): string {
  const names = dependsOn.map((logicalId) => {
    const resource = resources.find((each) => each.logicalId === logicalId);
    return resource ? `${resource.path}, which is ${resource.verb === 'not reached' ? 'not reached either' : resource.verb}` : logicalId;
  });
  return finished(sentence(`Because of ${names.length === 0 ? 'something that it depends on' : names.join(', and of ')}`));
}

/** What would come of a resource if AWS behaved otherwise. */
export function otherwiseOf({ switch: name, verb, reason, inAnotherOrder }: Otherwise, { contents, campaign }: Pick<ResourcePlan, 'contents' | 'campaign'>): string {
  if ((contents ?? campaign) && verb !== 'refused') return sentence(`Not confirmed: with the other value of the switch ${name} (docs/sandbox.md) something else comes of some rows.`);
  const because = reason === undefined ? '' : ` (${reason.code ?? finished(sentence(reason.message))})`;
  const orElse = inAnotherOrder === undefined ? '' : `, or "${inAnotherOrder.join('", "')}": that depends on what comes first`;
  return sentence(`Not confirmed: with the other value of the switch ${name} (docs/sandbox.md) it is "${verb}"${because}${orElse}.`);
}

/** How many changes resources and entries of contents are. */
export function countOf(resources: readonly ResourcePlan[]): number {
  return resources.flatMap(unitsOf).reduce((sum, { count }) => sum + count, 0);
}

/** How a deployment of the stack would end now. */
export function endOf(stackName: string, { status, leftBehind, dependsOnOrder }: AsItIs): string {
  const left = leftBehind.length === 0 ? 'Nothing would be left behind' : `${counted(countOf(leftBehind), 'change')} would be left behind`;
  const otherwise = dependsOnOrder ? ' It may be more or less: that depends on what is under way when the first one fails.' : '';
  return sentence(`${stackName} would end as ${status}. ${left}.${otherwise}`);
}
