import { callFailure } from '../guard/call-failure';
import { done, Result } from '../guard/result';
import type { Session } from '../guard/session';
import type { DescribedStack } from '../guard/stack-calls';
import type { StackReading } from '../guard/stack-reading';
import { Asker, LOOKING_FOR_ROLLBACK } from '../guard/stack-view';
import { parseVersionId } from './ledger/version-id';

/** What the stack is doing. */
export async function describeStack(reading: StackReading, session: Session, stackId: string): Promise<Result<DescribedStack>> {
  const described = await reading.describe(session, stackId);
  return described.kind === 'DONE' ? done(described.output.what) : callFailure(described, LOOKING_FOR_ROLLBACK);
}

/** Whether CloudFormation has an id of the contents by now: a Create came to its end with success, though another one didn't. */
export async function isCreatedSince(reading: StackReading, session: Session, { stackId, logicalResourceId }: Asker): Promise<Result<boolean>> {
  const found = await reading.list(session, stackId).find(session, (resource) => resource.logicalResourceId === logicalResourceId);
  if (found.kind !== 'DONE') return callFailure(found, 'looking whether the contents were created since');
  return done(parseVersionId(found.output?.physicalResourceId ?? '') !== undefined);
}
