import type { Seen } from '../../../../sandbox/seed/probe-result';
import { NotSettled } from '../../experiment';
import type { ProbedStack } from '../probed-stack';
import type { RecordedEvent } from '../records';
import { COLD, NEW_POLICY, WARM } from '../template';

/** How long after CloudFormation has made it a policy works, in an environment that was there before, and in one that wasn't. */
export async function policies(stack: ProbedStack): Promise<Seen> {
  const { records } = await stack.cleanedUp();
  const { events } = await stack.events();
  const [warm, cold] = [WARM, COLD].map((name) => records.find(({ resource }) => resource === name));
  const [begun, made] = ['CREATE_IN_PROGRESS', 'CREATE_COMPLETE'].map((wanted) =>
    events.findLast(({ LogicalResourceId: id, ResourceStatus: status }) => id === NEW_POLICY && status === wanted)?.Timestamp?.getTime());
  if (!warm || !cold || begun === undefined || made === undefined) throw new NotSettled('not all of its events were found');
  return {
    secondsToMake: seconds(made - begun),
    ...lookOf('warm', warm, made),
    ...lookOf('cold', cold, made),
    warmWasThereBefore: warm.bornAt < begun,
  };
}

function lookOf(word: string, { denials = 0, allowedAt, startedAt }: RecordedEvent, made: number): Seen {
  return {
    [`${word}Denials`]: denials,
    [`${word}FirstTriedAfterSeconds`]: seconds(startedAt - made),
    ...(allowedAt === undefined ? { [word]: 'NOT_ALLOWED_IN_TIME' } : { [`${word}AllowedAfterSeconds`]: seconds(allowedAt - made) }),
  };
}

function seconds(milliseconds: number): number {
  // Not the zero that is less than nothing.
  return Math.round(milliseconds / 100) / 10 + 0;
}
