import { callFailure } from '../guard/call-failure';
import { parsePhysicalResourceId } from '../guard/ownership';
import { done, Result } from '../guard/result';
import type { Session } from '../guard/session';
import type { DescribedStack } from '../guard/stack-calls';
import type { StackReading } from '../guard/stack-reading';
import { LOOKING_FOR_ROLLBACK } from '../guard/stack-view';

/** What the stack is doing. */
export async function describeStack(reading: StackReading, session: Session, stackId: string): Promise<Result<DescribedStack>> {
  const described = await reading.describe(session, stackId);
  return described.kind === 'DONE' ? done(described.output.what) : callFailure(described, LOOKING_FOR_ROLLBACK);
}

/** The ids that constructs of their own hold in the stack. What is being deleted holds nothing any more. */
export async function idsHeldIn(reading: StackReading, session: Session, stackId: string): Promise<Result<ReadonlySet<string>>> {
  const list = reading.list(session, stackId);
  const read = await list.readUntil(session, () => false);
  if (read.kind !== 'DONE') return callFailure(read, 'looking what other resources of the stack hold');
  const held = list.resources.filter(({ status }) => !status.startsWith('DELETE_'));
  return done(new Set(held.flatMap(({ physicalResourceId = '' }) => parsePhysicalResourceId(physicalResourceId)?.id ?? [])));
}
