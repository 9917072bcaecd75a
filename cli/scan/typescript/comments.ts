import { LeftOut, REASONS } from '../left-out';
import { nameInComment } from './literal';

/** What the first line of every file of code says. */
export const MARKER = '// Written by cdk-org-guard scan from what was there. Written anew by the next scan, unless it was changed meanwhile.';

/** Why something isn't declared, and what to do, in comments. */
export function commentsOf(leftOut: readonly LeftOut[], indent: string): string[] {
  return leftOut.flatMap(({ reason, kind, name, property }) => {
    const { why, remedy } = REASONS[reason];
    const about = property === undefined ? '' : ` (${nameInComment(property)})`;
    return [`${indent}// The ${kind} ${nameInComment(name)}${about} ${why}:`, `${indent}// ${remedy}.`];
  });
}
