import type { CampaignPlan } from './campaigns/campaign-plan';
import { ContentsPlan, unitsOf } from './contents/contents-plan';

/** What the format of a plan is called, with its version. */
export const PLAN_FORMAT = 'cdk-org-guard/plan@1';

/** What stands in a plan for an id that is only made by the deployment. */
export const KNOWN_LATER = '(known after deployment)';

/** What a deployment would do with a resource, in the order in which it is told. */
export const VERBS = [
  'refused', 'lost', 'not reached', 'unknown', 'deletes', 'replaces', 'changes', 'waits for the other side', 'ended', 'creates', 'adopts', 'leaves', 'keeps',
] as const;

/**
 * - `creates`: there is none, so that it is made.
 * - `adopts`: there is one that is provably the same, and it comes under management. `changes` says what adoption changes about it.
 * - `changes`: it is managed, and something of it is changed.
 * - `replaces`: another entity takes its place.
 * - `keeps`: nothing is done about it.
 * - `deletes`: it is gone afterwards.
 * - `leaves`: it leaves the stack, and stays as it is.
 * - `refused`: the function refuses; `reason` says why, and what to do.
 * - `not reached`: it depends on something that is refused (`dependsOn`).
 * - `unknown`: what it does depends on values that only the deployment knows (`unknown`).
 * - `waits for the other side`: an invitation is pending, and the resource waits for its acceptance.
 * - `ended`: an invitation was declined or canceled, has expired, or the account has left since. Only where drift is looked for.
 * - `lost`: it is gone after the clean-up, or isn't as declared, because of another removal.
 */
export type Verb = (typeof VERBS)[number];

/**
 * What would come of a deployment, resource by resource.
 *
 * Its own sentences (`noPlan`, `unknown`, `remarks`, the reason of what is `lost`) name resources and attributes, and hold no value that only the live side
 * has: on a pull request they are shown as they are.
 */
export interface Plan {
  readonly format: typeof PLAN_FORMAT;
  /**
   * Whether it is a plan of what is deployed already: everything but `keeps` is then what somebody else has changed since. A deployment that looks again undoes
   * that, for example with another `generation`.
   */
  readonly isDrift?: boolean;
  readonly made: PlanMade;
  /** In the order of their deployment. */
  readonly stacks: readonly StackPlan[];
  /** How many resources, entries of contents and canceled invitations of campaigns there are of each verb. */
  readonly totals: Readonly<Record<Verb, number>>;
  /** What was not looked at and what is taken for granted, for people to read. */
  readonly remarks: readonly string[];
}

/** By what, and from what. */
export interface PlanMade {
  /** The version of the command. */
  readonly version: string;
  readonly at: string;
  /** When what is really there was read, by whom, and where. */
  readonly snapshot: {
    readonly startedAt: string;
    readonly endedAt: string;
    readonly caller: { readonly account: string; readonly arn: string };
    readonly region: string;
    readonly endpoint?: string;
  };
}

export interface StackPlan {
  readonly stackName: string;
  readonly account: string;
  readonly region: string;
  /** Whether the stack is deployed for the first time. */
  readonly isNew: boolean;
  /** Why there is no plan of this stack. `resources` is empty then. */
  readonly noPlan?: string;
  readonly resources: readonly ResourcePlan[];
  /** How many resources of other kinds the stack has, which aren't rehearsed. */
  readonly others: number;
  /** What the stack would be like if it were deployed with its refusals. */
  readonly asItIs?: AsItIs;
}

/** How a deployment would end now, in which at least one resource fails. */
export interface AsItIs {
  /** The status of the stack, for example `UPDATE_ROLLBACK_COMPLETE`. */
  readonly status: string;
  /** What would be different from before all the same. */
  readonly leftBehind: readonly ResourcePlan[];
  /** Whether more or less of it is left behind, or even the rollback fails, if something else comes first: nobody knows what is done when one fails. */
  readonly dependsOnOrder?: boolean;
}

export interface ResourcePlan {
  /** The path of the construct, for example `Directory/Admins`; the logical id if the template has none. */
  readonly path: string;
  readonly logicalId: string;
  /** The path of the construct that has it now, if another one of the stack takes it over. */
  readonly movedFrom?: string;
  /** For example `Custom::IdentityStoreUser`. */
  readonly type: string;
  readonly entity: PlannedEntity;
  readonly verb: Verb;
  readonly changes: readonly Change[];
  /** Only with `refused` and `lost`. */
  readonly reason?: Reason;
  /** Why it may be refused all the same, although it isn't in the copy: nobody can look that up. */
  readonly mayBeRefused?: Reason;
  /** The other stacks that hold what it adopts, or what it is refused because of: what they do with it concerns this one. */
  readonly heldBy?: readonly string[];
  /** The logical ids of what it isn't reached because of. */
  readonly dependsOn?: readonly string[];
  /** Why it can't be known, for example `UserArn of the resource Function, which is not deployed yet`. */
  readonly unknown?: readonly string[];
  /** What it does if CloudFormation gets to the resources in another order; `verb` is the worst of it. The same verb, if it only changes something else. */
  readonly inAnotherOrder?: readonly Verb[];
  /** What would come of it if AWS behaved otherwise in something that nobody has confirmed. */
  readonly otherwise?: readonly Otherwise[];
  /** Whether somebody gets access by it, or loses it. */
  readonly access?: Access;
  /** Only of contents: what becomes of their entries. `unitsOf` says what of it counts, here and of campaigns. */
  readonly contents?: ContentsPlan;
  /** Only of a campaign of invitations: what it does from now on. */
  readonly campaign?: CampaignPlan;
}

/** Whether somebody gets access, or loses it. */
export type Access = 'gives' | 'takes';

/** What would come of a resource with another value of a switch. */
export interface Otherwise {
  /** For example `lookupsIgnoreCase`: docs/sandbox.md says what it is. */
  readonly switch: string;
  readonly verb: Verb;
  /** Only with `refused` and `lost`. */
  readonly reason?: Reason;
  /** What it does then if CloudFormation gets to the resources in another order. */
  readonly inAnotherOrder?: readonly Verb[];
}

/** What a resource stands for. */
export interface PlannedEntity {
  /** For example `user`, `group`, `membership`, `invitation`. */
  readonly kind: string;
  /** As a person calls it: `jane`, `jane in admins`, `111122223333`. */
  readonly name: string;
  /** Nothing as long as there is none. */
  readonly id?: string;
}

/** An attribute of an entity that a deployment changes. */
export interface Change {
  /** For example `Name.GivenName`. */
  readonly attribute: string;
  /** Nothing if it had no value. */
  readonly before?: string;
  /** Nothing if it is taken away; `KNOWN_LATER` if it can't be told yet. */
  readonly after?: string;
}

/** Why a resource is refused. */
export interface Reason {
  /** A code of the catalogue; nothing if CloudFormation itself refuses. */
  readonly code?: string;
  /** What is the matter, in the words of the deployment. */
  readonly message: string;
  /** What to do, and for what it is documented. */
  readonly remedy?: string;
}

/** How many there are of each verb. Of contents their entries are counted, and canceled invitations of campaigns. */
export function totalsOf(stacks: readonly Pick<StackPlan, 'resources'>[]): Record<Verb, number> {
  const units = stacks.flatMap(({ resources }) => resources.flatMap(unitsOf));
  const countOf = (verb: Verb): number => units.filter((unit) => unit.verb === verb).reduce((sum, { count }) => sum + count, 0);
  return Object.fromEntries(VERBS.map((verb) => [verb, countOf(verb)])) as Record<Verb, number>;
}
