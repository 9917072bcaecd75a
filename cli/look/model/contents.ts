import { readLedgerIn, ReadLedger } from '../../../rehearsal/contents/read-ledger';
import type { LedgerSnapshot, Snapshot, StackSnapshot } from '../../../sandbox/seed/snapshot';
import { pathIn } from './construct-path';

/** Contents of a stack, as their ledger has them. */
export interface ManagedContents {
  readonly stack: StackSnapshot;
  /** The path of the construct, or the logical id. */
  readonly name: string;
  /** Nothing if there is none that can be read. */
  readonly ledger?: {
    readonly made: number;
    readonly adopted: number;
    /** Who has still to leave. */
    readonly owed: number;
    /** What the last event came to, for example `Update failed: CONTENTS_INCOMPLETE`. */
    readonly last: string;
    /** When CloudFormation made it, in milliseconds since 1970. */
    readonly at: number;
  };
}

/** All contents of a snapshot, in the order of their stacks. */
export function contentsIn({ stacks, ledgers = [] }: Pick<Snapshot, 'stacks' | 'ledgers'>): ManagedContents[] {
  return stacks.flatMap((stack) => ledgers.filter(({ stackId }) => stackId === stack.stackId).map((ledger) => contentsOf(stack, ledger)));
}

function contentsOf(stack: StackSnapshot, snapshot: LedgerSnapshot): ManagedContents {
  const read = readLedgerIn(snapshot);
  const name = pathIn(stack.template, snapshot.logicalId);
  if (!read) return { stack, name };
  const declared = read.entries.filter(({ state }) => state === 'declared');
  const count = (ownership: 'created' | 'adopted'): number => declared.filter((entry) => entry.ownership === ownership).length;
  const owed = read.entries.filter(({ state }) => state === 'owed').length;
  return { stack, name, ledger: { made: count('created'), adopted: count('adopted'), owed, last: lastResult(read), at: read.wanted.signed } };
}

function lastResult({ wanted: { requestType, answer, goesOn } }: ReadLedger): string {
  if (!answer) return `${requestType} isn't at its end`;
  if (goesOn) return `${requestType} goes on in the background`;
  return answer.status === 'SUCCESS' ? `${requestType} succeeded` : `${requestType} failed: ${/^[A-Z_]+/.exec(answer.reason)?.[0] ?? answer.reason}`;
}
