import type { CampaignPlan } from '../../rehearsal/campaigns/campaign-plan';
import { ContentsPlan, PlanUnit, UnitEntries, unitsOf } from '../../rehearsal/contents/contents-plan';
import { Plan, ResourcePlan, StackPlan, Verb, VERBS } from '../../rehearsal/plan';

/** A resource with the stack that it is in, or entries of one. */
export interface PlacedResource {
  readonly stack: StackPlan;
  readonly resource: ResourcePlan;
  /** Those of its entries that this is about, if it isn't about it as a whole. */
  readonly entries?: UnitEntries;
}

/** Resources that belong together for somebody who decides about a deployment. */
export interface Section {
  readonly title: string;
  /** What its resources have in common, where the title doesn't say it. */
  readonly meaning?: string;
  /** Of resources, and of entries of contents. */
  readonly count: number;
  readonly resources: readonly PlacedResource[];
}

type Title =
  'Refused' | 'Lost' | 'Takes access away' | 'Deletes' | 'Gives access' | 'Not reached' | 'Unknown until the deployment' | 'Other changes' | 'Adopted as they are' | 'Moved' | 'Kept';

/** In the order in which they are read: what stops a deployment, what it takes away, what it gives, and then the rest. With what they mean. */
const MEANINGS: Readonly<Record<Title, string | undefined>> = {
  Refused: undefined,
  Lost: 'Gone, or not as declared, when the deployment has ended.',
  'Takes access away': undefined,
  Deletes: undefined,
  'Gives access': undefined,
  'Not reached': 'Nothing happens to them, because something that they depend on is refused.',
  'Unknown until the deployment': undefined,
  'Other changes': undefined,
  'Adopted as they are': 'They come under management, and nothing about them changes.',
  Moved: 'They stay as they are, and another construct of their stack has them.',
  Kept: 'Nothing is done about them.',
};

/** What stops a deployment or takes something away: it is open even if it is long. */
export const IMPORTANT: readonly string[] = ['Refused', 'Lost', 'Takes access away', 'Deletes'] satisfies readonly Title[];

/** They have sections of their own, whatever they would do to access if they came to it. */
const TITLES_OF_VERBS: Readonly<Partial<Record<Verb, Title>>> = {
  refused: 'Refused', lost: 'Lost', 'not reached': 'Not reached', unknown: 'Unknown until the deployment', keeps: 'Kept',
};

/** All resources of a plan, each in one section. No section is empty, and in each those of the same verb are together. */
export function sectionsOf({ stacks }: Pick<Plan, 'stacks'>): readonly Section[] {
  const all = stacks.flatMap((stack) => stack.resources.flatMap(unitsOf).map((unit) => ({ stack, unit })))
    .sort((one, other) => VERBS.indexOf(one.unit.verb) - VERBS.indexOf(other.unit.verb));
  return Object.entries(MEANINGS).map(([title, meaning]): Section => {
    const placed = all.filter(({ unit }) => titleOf(unit) === title);
    return {
      title, ...(meaning !== undefined && { meaning }),
      count: placed.reduce((sum, { unit }) => sum + unit.count, 0),
      resources: placed.map(({ stack, unit: { resource, entries } }) => ({ stack, resource, ...(entries && { entries }) })),
    };
  }).filter(({ resources }) => resources.length > 0);
}

/** Resources, of contents their entries, with the stack that they are in. */
export function placedIn(stack: StackPlan, resources: readonly ResourcePlan[]): PlacedResource[] {
  return resources.flatMap(unitsOf).map(({ resource, entries }) => ({ stack, resource, ...(entries && { entries }) }));
}

/** All contents of a plan. */
export function contentsOf({ stacks }: Pick<Plan, 'stacks'>): readonly PlacedContents[] {
  return stacks.flatMap((stack) => stack.resources.flatMap((resource) => resource.contents ? [{ stack, resource, contents: resource.contents }] : []));
}

/** Contents with the stack that they are in. */
export interface PlacedContents {
  readonly stack: StackPlan;
  readonly resource: ResourcePlan;
  readonly contents: ContentsPlan;
}

/** The campaigns of a plan. @param withKept whether also those about which nothing is done */
export function campaignsOf({ stacks }: Pick<Plan, 'stacks'>, withKept = false): readonly PlacedCampaign[] {
  return stacks.flatMap((stack) => stack.resources.flatMap((resource) =>
    resource.campaign && (withKept || resource.verb !== 'keeps') ? [{ stack, resource, campaign: resource.campaign }] : []));
}

/** A campaign of invitations with the stack that it is in. */
export interface PlacedCampaign {
  readonly stack: StackPlan;
  readonly resource: ResourcePlan;
  readonly campaign: CampaignPlan;
}

/** Whether all that comes of it is that it comes under management. */
export function isUnitAdoptedAsItIs({ resource, entries }: PlanUnit): boolean {
  return entries ? entries.verb === 'adopts' && (entries.attributes ?? []).length === 0 : isAdoptedAsItIs(resource);
}

/** Whether it comes under management and nothing else: nothing about it changes, no other stack holds it, and nothing is left open. */
function isAdoptedAsItIs({ verb, changes, heldBy, inAnotherOrder, otherwise }: ResourcePlan): boolean {
  return verb === 'adopts' && [changes, heldBy, inAnotherOrder, otherwise].every((more = []) => more.length === 0);
}

function titleOf(unit: PlanUnit): Title {
  const { resource: { movedFrom }, verb, access } = unit;
  if (verb === 'keeps' && movedFrom !== undefined) return 'Moved';
  const ofVerb = TITLES_OF_VERBS[verb];
  if (ofVerb !== undefined) return ofVerb;
  if (access === 'takes') return 'Takes access away';
  if (verb === 'deletes') return 'Deletes';
  if (access === 'gives') return 'Gives access';
  return isUnitAdoptedAsItIs(unit) ? 'Adopted as they are' : 'Other changes';
}
