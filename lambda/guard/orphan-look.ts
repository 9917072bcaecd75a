import { asHolder, isOwnEntry } from './holders';
import { CallResult, done } from './result';
import type { Session } from './session';
import type { DescribedStack } from './stack-calls';
import type { Dated, StackReading } from './stack-reading';
import type { Asker, OrphanView } from './stack-view';
import { isOvertaken } from './wave';

/** Looks at the own stack on behalf of a Delete whose Create never answered. That is rare, so nothing is remembered. */
export async function lookForOrphan(
  reading: StackReading, session: Session, asker: Asker, id: string, describe: () => Promise<CallResult<Dated<DescribedStack>>>,
): Promise<CallResult<OrphanView>> {
  const described = await describe();
  if (described.kind !== 'DONE') return described;
  const { began } = described.output.what;
  if (isOvertaken(described.output.what, asker)) return done({ isOvertaken: true, isHeld: false });
  const held = await reading.list(session, asker.stackId).find(session, (resource) =>
    resource.resourceType === asker.resourceType && !isOwnEntry(resource, asker) && asHolder(resource)?.id === id);
  return held.kind === 'DONE' ? done({ ...(began !== undefined && { began }), isHeld: held.output !== undefined }) : held;
}
