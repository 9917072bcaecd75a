import { ask } from '../../sandbox/command/running-sandbox';
import { runningSandboxes } from '../../sandbox/command/running-sandboxes';
import type { ClockState } from '../../sandbox/control/control';
import { SystemTime } from '../../sandbox/time/system-time';
import type { Time } from '../../sandbox/time/time';

/**
 * The time where something is read: that of a running sandbox of this user, whose clock may have been moved, else that of the computer.
 *
 * @param endpoint where requests are sent instead of to AWS
 */
export async function timeAt(endpoint: string | undefined): Promise<Pick<Time, 'now'>> {
  const ofComputer = new SystemTime(true);
  const address = endpoint?.replace(/\/$/, '');
  const isSandbox = address !== undefined && (await runningSandboxes()).some((each) => each.endpoint === address);
  if (!isSandbox) return ofComputer;
  const { now } = await ask<ClockState>({ endpoint: address }, 'GET', 'clock');
  const ahead = Date.parse(now) - ofComputer.now();
  return { now: () => ofComputer.now() + ahead };
}
