import type { PlanResult } from '../measures/plan';
import { summaryOf } from '../statistics';
import { number, spread, table } from './format';

export function planSection(result: PlanResult): string {
  return `\`cdk-org-guard plan\` of one stack that adopts part of a directory: a quarter of its resources are users, a quarter groups, half memberships. The live side is a
sandbox. Each sample is the whole command in a fresh process, from its start to its end; the rehearsal is made three times, for the orders. Where the directory is read in
the same run, the time is that of the pace, half of what the service takes.

${table(
  ['resources', 'users', 'memberships', 'directory', 'most megabytes', 'note: seconds'],
  result.map(({ resources, users, memberships, isRead, megabytes, seconds }) => [
    number(resources), number(users), number(memberships), isRead ? 'read' : 'from a snapshot', spread(summaryOf(megabytes)), spread(summaryOf(seconds)),
  ]),
)}`;
}
