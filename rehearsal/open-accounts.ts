import { ACCOUNT_ID } from '../lib/contract/forms';
import { ACCOUNT_MEMBERSHIP_RESOURCE_TYPE } from '../lib/contract/organizations';
import type { ResourcePlan, StackPlan, Verb } from './plan';
import { isAboutAccount } from './rehearsed-types';
import { unknownAfter, withReached } from './unknown-after';

/** The plan of a stack, and what is known of its rehearsal. */
export interface AskingPlan {
  readonly plan: StackPlan;
  /** The logical ids of the resources that it asks functions about. */
  readonly asked: ReadonlySet<string>;
  /** What is left, and not in the plan because it comes to another construct. */
  readonly moved: readonly ResourcePlan[];
}

/** An account of which it is open whether it joins. */
interface OpenAccount {
  readonly name: string;
  readonly stackName: string;
}

/** Verbs that leave open whether an account joins. */
const OPEN: readonly Verb[] = ['unknown', 'waits for the other side'];

/** Of an account of which an earlier stack leaves open whether it joins, nobody knows what later stacks find. */
export function withOpenAccounts(stacks: readonly AskingPlan[]): StackPlan[] {
  const open: OpenAccount[] = [];
  return stacks.map(({ plan, asked, moved }) => {
    const reasons = reasonsByName(plan, asked, [...open]);
    open.push(...plan.resources.filter(isOpen).map((resource) => ({ name: nameIn(resource), stackName: plan.stackName })));
    const whyOf = (resource: ResourcePlan): string | undefined => (isAboutJoining(resource) ? reasons.get(nameIn(resource)) : undefined);
    const unknown = new Set(plan.resources.filter((resource) => whyOf(resource) !== undefined).map(({ path }) => path));
    const resources = plan.resources.flatMap((resource) => {
      const because = whyOf(resource);
      // Whether it is replaced is as open, and so is what would become of the one before.
      if (because === undefined) return unknown.has(resource.path) ? [] : [resource];
      // Whether another construct's comes here is open, too.
      const left = moved.filter(({ type, path }) => type === resource.type && path === resource.movedFrom);
      return [resource, ...left].map((each) => unknownAfter(each, [because]));
    });
    return { ...plan, resources: withReached(resources) };
  });
}

/** Why nothing is known of accounts that a stack asks about, by their names. */
function reasonsByName({ resources }: StackPlan, asked: ReadonlySet<string>, open: readonly OpenAccount[]): ReadonlyMap<string, string> {
  const about = resources.filter(({ type }) => isAboutAccount(type));
  const members = new Set(about.filter(({ entity: { id = '' } }) => ACCOUNT_ID.form.test(id)).map(nameIn));
  const names = new Set(about.filter(({ logicalId }) => asked.has(logicalId)).map(nameIn));
  return new Map([...names].flatMap((name): [string, string][] => {
    const because = whyOpen(name, open, members.has(name));
    return because === undefined ? [] : [[name, because]];
  }));
}

function whyOpen(name: string, open: readonly OpenAccount[], isMember: boolean): string | undefined {
  const same = open.find((account) => account.name === name);
  if (same) return `whether the account joins when ${same.stackName} is deployed`;
  // Whose an address is, nobody knows before its account is a member.
  const other = isMember ? undefined : open.find((account) => ACCOUNT_ID.form.test(account.name) !== ACCOUNT_ID.form.test(name));
  return other && `whether it is the account of ${other.name}, which may join when ${other.stackName} is deployed`;
}

function isOpen({ type, verb }: ResourcePlan): boolean {
  return type === ACCOUNT_MEMBERSHIP_RESOURCE_TYPE && OPEN.includes(verb);
}

/** Whether it counts for a resource if the account is a member. What follows an invitation does nothing when it is removed. */
function isAboutJoining({ type, verb }: ResourcePlan): boolean {
  return isAboutAccount(type) && verb !== 'not reached' && verb !== 'leaves' && !(type === ACCOUNT_MEMBERSHIP_RESOURCE_TYPE && verb === 'deletes');
}

/** The account as it is declared: by its id, or by its address. */
function nameIn({ entity: { name } }: ResourcePlan): string {
  return name.toLowerCase();
}
