import type { Verb } from '../../rehearsal/plan';
import type { Tone } from './paint';

/** How a verb stands before its resource. */
interface Mark {
  readonly sign: string;
  readonly word: string;
  readonly tone: Tone;
}

/** What a colour says of a verb, its sign says too. */
export const MARKS: Readonly<Record<Verb, Mark>> = {
  refused: { sign: '!', word: 'refused', tone: 'red' },
  lost: { sign: '!', word: 'lost', tone: 'red' },
  'not reached': { sign: '?', word: 'not reached', tone: 'yellow' },
  unknown: { sign: '?', word: 'unknown', tone: 'yellow' },
  deletes: { sign: '-', word: 'deletes', tone: 'red' },
  replaces: { sign: '~', word: 'replaces', tone: 'yellow' },
  changes: { sign: '~', word: 'changes', tone: 'yellow' },
  'waits for the other side': { sign: '?', word: 'waits for', tone: 'yellow' },
  ended: { sign: '!', word: 'ended', tone: 'red' },
  creates: { sign: '+', word: 'creates', tone: 'green' },
  adopts: { sign: '+', word: 'adopts', tone: 'cyan' },
  leaves: { sign: '=', word: 'leaves', tone: 'faint' },
  keeps: { sign: '=', word: 'keeps', tone: 'faint' },
};
