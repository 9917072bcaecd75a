import type { Delivery } from '../../deliveries';
import { isByContents } from '../removals';
import type { ContentsInvariant } from './invariant';

/** How long after its end a call of a dead function may still take effect, in milliseconds. */
const STILL_UNDER_WAY = 25_000;

/** Once another call of the function has begun to write into the store, one that began before it writes nothing more. */
export const oneWriter: ContentsInvariant = {
  name: 'one writer',
  holds: 'once a call of the function writes into the store, no earlier one does any more.',
  afterAll(run) {
    const overtaken = new Map<Delivery, number>();
    let writer: Delivery | undefined;
    const wrong: string[] = [];
    for (const { author, at, operation, isMain, isBelated } of run.ledger.changes) {
      if (!isByContents(author) || !isMain || isBelated) continue;
      const since = overtaken.get(author);
      const isDead = author.ended !== undefined && author.ended <= at && at - author.ended <= STILL_UNDER_WAY;
      if (since !== undefined && !isDead) wrong.push(`${author.event.RequestType} ${author.event.RequestId} of ${author.started} makes ${operation} at ${at}, after another began at ${since}`);
      if (author === writer || since !== undefined) continue;
      if (writer) overtaken.set(writer, at);
      writer = author;
    }
    return wrong;
  },
};
