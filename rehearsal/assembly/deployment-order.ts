/** What has to be there before it. */
export interface Ordered {
  readonly hierarchicalId: string;
  readonly dependencies: readonly string[];
}

/**
 * Sorts stacks as the `cdk` command deploys them one by one: whatever becomes ready waits behind those that are ready already. Ready is a stack whose
 * dependencies are deployed, and stacks that become ready together are in the order of the assembly.
 *
 * What depends on itself, or on what does, is left out.
 */
export function inDeploymentOrder<Stack extends Ordered>(stacks: readonly Stack[]): Stack[] {
  const deployed = new Set<string>();
  const waiting = new Set(stacks);
  const ready: Stack[] = [];
  const queue = (): void => {
    for (const stack of waiting) {
      if (!stack.dependencies.every((dependency) => deployed.has(dependency))) continue;
      waiting.delete(stack);
      ready.push(stack);
    }
  };
  queue();
  // An array is walked with what is added meanwhile.
  for (const { hierarchicalId } of ready) {
    deployed.add(hierarchicalId);
    queue();
  }
  return ready;
}
