import { again, repeat, settled } from './repeat';
import type { CallResult } from './result';
import { LAGGING_READ } from './schedules';
import type { Session } from './session';

/** Reads what must be there by now, again for as long as reads may lag behind. */
export function untilVisible<Output>(session: Session, read: () => Promise<CallResult<Output | undefined>>): Promise<CallResult<Output | undefined>> {
  return repeat<CallResult<Output | undefined>>(session, LAGGING_READ, async () => {
    const result = await read();
    return result.kind === 'DONE' && result.output === undefined ? again(() => result) : settled(result);
  });
}
