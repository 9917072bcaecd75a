import { callFailure } from '../guard/call-failure';
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
