import picomatch from 'picomatch';
import type { Assembly, AssemblyStack } from './assembly';

/** The stacks that are meant, with those in stages that nobody has named, or why none are meant and what to do. */
export type Selection =
  | { readonly stacks: readonly AssemblyStack[]; readonly leftOut: readonly AssemblyStack[]; readonly refused?: undefined }
  | { readonly stacks?: undefined; readonly leftOut?: undefined; readonly refused: string };

export interface SelectionOptions {
  /** Whether the stacks that the selected ones depend on stay out. */
  readonly exclusively?: boolean;
}

interface Choice {
  readonly pattern: string;
  /** Whether the pattern begins with an exclamation mark, and names what is not selected. */
  readonly isNegated: boolean;
  readonly named: readonly AssemblyStack[];
}

/**
 * Selects stacks as the `cdk` command does: by patterns for their hierarchical ids, `**` for all of them, `!` before a pattern for all others, and without a
 * pattern those that no stage holds. A pattern that no hierarchical id has is one for names of stacks, too.
 *
 * The result is in the order of the assembly. Errors that the app has found in a stack are refused, if it is selected.
 */
export function selectStacks({ stacks }: Assembly, patterns: readonly string[], { exclusively = false }: SelectionOptions = {}): Selection {
  if (stacks.length === 0) return { refused: 'the app has no stacks' };
  const choices = patterns.map((pattern) => choiceOf(pattern, stacks));
  const unmatched = choices.find(({ isNegated, named }) => !isNegated && named.length === 0);
  if (unmatched) return { refused: `no stack is called ${unmatched.pattern}: ${thereAre(stacks)}` };
  const selected = patterns.length === 0 ? stacks.filter(({ isTopLevel }) => isTopLevel) : chosen(choices, stacks);
  if (selected.length === 0) {
    return { refused: `${patterns.length === 0 ? 'all stacks are in stages, so that their names or a pattern such as "**" have to be given' : 'no stack is left'}: ${thereAre(stacks)}` };
  }
  const taken = exclusively ? new Set(selected) : withDependencies(selected, stacks);
  const errors = [...taken].flatMap((stack) => stack.errors);
  if (errors.length > 0) return { refused: `the app has errors, with which cdk deploys nothing: ${errors.join('; ')}` };
  return { stacks: stacks.filter((stack) => taken.has(stack)), leftOut: patterns.length === 0 ? stacks.filter((stack) => !taken.has(stack)) : [] };
}

function choiceOf(pattern: string, stacks: readonly AssemblyStack[]): Choice {
  const matches = picomatch(pattern, undefined, true);
  const isNegated = matches.state.negated;
  const byId = stacks.filter(({ hierarchicalId }) => matches(hierarchicalId) !== isNegated);
  return { pattern, isNegated, named: byId.length > 0 ? byId : stacks.filter(({ stackName }) => matches(stackName) !== isNegated) };
}

function chosen(choices: readonly Choice[], stacks: readonly AssemblyStack[]): readonly AssemblyStack[] {
  const named = choices.filter(({ isNegated }) => !isNegated);
  const excluded = choices.filter(({ isNegated }) => isNegated).flatMap((choice) => choice.named);
  return (named.length === 0 ? stacks : named.flatMap((choice) => choice.named)).filter((stack) => !excluded.includes(stack));
}

function withDependencies(selected: readonly AssemblyStack[], stacks: readonly AssemblyStack[]): ReadonlySet<AssemblyStack> {
  const taken = new Set(selected);
  // A set is walked with what is added meanwhile.
  for (const { dependencies } of taken) {
    for (const stack of stacks) if (dependencies.includes(stack.hierarchicalId)) taken.add(stack);
  }
  return taken;
}

function thereAre(stacks: readonly AssemblyStack[]): string {
  const names = stacks.map(({ hierarchicalId, stackName }) => hierarchicalId === stackName ? hierarchicalId : `${hierarchicalId} (${stackName})`);
  return `there ${names.length === 1 ? 'is' : 'are'} ${names.join(', ')}`;
}
