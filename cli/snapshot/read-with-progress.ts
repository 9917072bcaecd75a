import type { Snapshot } from '../../sandbox/seed/snapshot';
import type { Time } from '../../sandbox/time/time';
import type { ReadingClients } from './clients';
import type { Access } from './clients-for';
import { endpointIn } from './endpoint';
import { tell, untell } from './progress';
import { Asked, readSnapshot } from './read';
import { Journal, NO_JOURNAL, Steps } from './steps';
import { timeAt } from './time-at';

/** What a snapshot says of how it was read. */
export interface ReadBy extends Pick<Access, 'endpointUrl'> {
  /** Of the command. */
  readonly version: string;
}

interface ReadingOptions {
  /** That of where it is read, if there is none. */
  readonly time?: Pick<Time, 'now'>;
  readonly journal?: Journal;
}

/**
 * Reads what is asked for, and tells on a terminal how far it is.
 *
 * @throws what AWS says, if a call fails for another reason than a missing permission
 */
export async function readWithProgress(
  asked: Asked, clients: ReadingClients, { version, endpointUrl }: ReadBy, { time, journal = NO_JOURNAL }: ReadingOptions = {},
): Promise<Snapshot> {
  const endpoint = endpointIn(process.env, endpointUrl);
  const snapshot = await readSnapshot(asked, clients, new Steps(journal, tell), {
    time: time ?? await timeAt(endpoint), version, ...(endpoint !== undefined && { endpoint }),
  });
  untell();
  return snapshot;
}
