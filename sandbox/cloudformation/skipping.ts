import type { Stack } from './stack';

/** What the continuation of a rollback is to leave as it is. */
export interface Skipping {
  /** Logical ids; those in a nested stack come after its name and a dot. */
  readonly resources: readonly string[];
  /** Whether also whatever fails again. */
  readonly failures: boolean;
}

export const SKIPPING_NOTHING: Skipping = { resources: [], failures: false };

/** The logical ids that are to be skipped in a stack. */
export function skippedIn({ name, parent }: Stack, { resources }: Skipping): string[] {
  if (!parent) return resources.filter((resource) => !resource.includes('.'));
  return resources.filter((resource) => resource.startsWith(`${name}.`)).map((resource) => resource.slice(name.length + 1));
}
