import { ExclusiveProperties } from '../../contract/contents';
import { nameProblem, Problem } from '../../properties/problems';
import { textOf } from '../../properties/validation';
import { ExclusiveGroups } from '../contents-scope';
import { Complaints } from '../source/table';

/**
 * The groups that have no other members than those in a source.
 *
 * @param spellings the names of the groups that have a row for a member, by their lower case; nothing if that isn't known
 */
export function exclusiveProperties(
  { groups, allowEmptying = [] }: ExclusiveGroups, spellings: ReadonlyMap<string, string> | undefined, complaints: Complaints,
): readonly ExclusiveProperties[] {
  const mayBeEmptied = new Set(allowEmptying.map((name) => name.toLowerCase()));
  const names = groups.map((name) => name.toLowerCase());
  const problems = [
    ...groups.map((name, index) => groupProblem(`scope.groups[${index}]`, name, {
      isTwice: names.indexOf(name.toLowerCase()) < index, isEmpty: spellings?.has(name.toLowerCase()) === false && !mayBeEmptied.has(name.toLowerCase()),
    })),
    ...allowEmptying.map((name, index): Problem | undefined => (
      names.includes(name.toLowerCase()) ? undefined : { property: `scope.allowEmptying[${index}]`, value: name, allowed: 'one of the groups that are exclusive' })),
  ];
  for (const problem of problems) if (problem) complaints.add(textOf(problem));
  return groups.map((name) => ({
    Group: spellings?.get(name.toLowerCase()) ?? name, ...(mayBeEmptied.has(name.toLowerCase()) && { MayBeEmptied: true }),
  })).sort(({ Group: one }, { Group: other }) => (one < other ? -1 : 1));
}

function groupProblem(property: string, value: string, { isTwice, isEmpty }: { readonly isTwice: boolean; readonly isEmpty: boolean }): Problem | undefined {
  const problem = nameProblem('group', property, value);
  if (problem) return problem;
  if (isTwice) return { property, value, allowed: 'there once (upper and lower case count as the same)' };
  return isEmpty ? { property, value, allowed: 'a group with at least one membership, or in allowEmptying as well: everybody would leave it' } : undefined;
}
