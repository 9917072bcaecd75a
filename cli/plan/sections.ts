import { Plan, ResourcePlan, StackPlan, Verb, VERBS } from '../../rehearsal/plan';

/** A resource with the stack that it is in. */
export interface PlacedResource {
  readonly stack: StackPlan;
  readonly resource: ResourcePlan;
}

/** Resources that belong together for somebody who decides about a deployment. */
export interface Section {
  readonly title: string;
  /** What its resources have in common, where the title doesn't say it. */
  readonly meaning?: string;
  readonly resources: readonly PlacedResource[];
}

interface SectionRule extends Omit<Section, 'resources'> {
  readonly has: (resource: ResourcePlan) => boolean;
}

/** They have sections of their own, whatever they would do to access if they came to it. */
const APART: readonly Verb[] = ['refused', 'lost', 'not reached', 'unknown', 'keeps'];

/** In the order in which they are read: what stops a deployment, what it takes away, what it gives, and then the rest. */
const RULES: readonly SectionRule[] = [
  { title: 'Refused', has: ({ verb }) => verb === 'refused' },
  { title: 'Lost', meaning: 'Gone, or not as declared, when the deployment has ended.', has: ({ verb }) => verb === 'lost' },
  { title: 'Takes access away', has: ({ verb, access }) => !APART.includes(verb) && access === 'takes' },
  { title: 'Gives access', has: ({ verb, access }) => !APART.includes(verb) && access === 'gives' },
  { title: 'Not reached', meaning: 'Nothing happens to them, because something that they depend on is refused.', has: ({ verb }) => verb === 'not reached' },
  { title: 'Unknown until the deployment', has: ({ verb }) => verb === 'unknown' },
  { title: 'Other changes', has: ({ verb, access }) => !APART.includes(verb) && access === undefined },
  { title: 'Kept', meaning: 'Nothing is done about them.', has: ({ verb }) => verb === 'keeps' },
];

/** All resources of a plan, each in one section. No section is empty, and in each those of the same verb are together. */
export function sectionsOf({ stacks }: Pick<Plan, 'stacks'>): readonly Section[] {
  const all = stacks.flatMap((stack) => stack.resources.map((resource) => ({ stack, resource })))
    .sort((one, other) => VERBS.indexOf(one.resource.verb) - VERBS.indexOf(other.resource.verb));
  return RULES.map(({ has, ...rule }) => ({ ...rule, resources: all.filter(({ resource }) => has(resource)) })).filter(({ resources }) => resources.length > 0);
}
