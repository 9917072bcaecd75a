const COLLATOR = new Intl.Collator('en', { numeric: true });

/** As a person looks for names: without regard to case, and `team-2` before `team-10`. */
export function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return COLLATOR.compare(one.name, other.name);
}
