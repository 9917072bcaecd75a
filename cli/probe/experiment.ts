import type { Seen } from '../../sandbox/seed/probe-result';
import type { SeededSwitches } from '../../sandbox/seed/seed';

/** An experiment couldn't be carried out to its end, in words that name nobody and no place. */
export class NotSettled extends Error {
  /**
   * @param said what AWS said, which may name both: for whoever probes, and nobody else
   */
  constructor(message: string, public readonly said?: string) {
    super(message);
  }
}

/** How the value of a switch follows from what was seen. */
export interface FollowingSwitch {
  readonly service: keyof SeededSwitches;
  readonly name: string;
  /** Nothing if what was seen doesn't tell. */
  readonly follows: (seen: Seen) => string | number | boolean | object | undefined;
}

/** What an experiment is about. How it is carried out is a function of its own. */
export interface Experiment<World> {
  readonly name: string;
  /** The questions that nobody could answer without an account. */
  readonly facts: readonly string[];
  /** What it calls. */
  readonly calls: readonly string[];
  readonly switches: readonly FollowingSwitch[];
  /** The files that go by it. */
  readonly code: readonly string[];
  /** How often which page says of it that it is UNCONFIRMED. */
  readonly marks?: Readonly<Record<string, number>>;
  /** Looks, and tells what it has seen, which holds nothing but words of its own and numbers. */
  readonly run: (world: World) => Promise<Seen>;
}

/** What follows if several things that were seen are all the same. */
export function ifAll<Value>(members: readonly string[], values: Readonly<Record<string, Value>>): (seen: Seen) => Value | undefined {
  return (seen) => {
    const [first, ...others] = members.map((member) => seen[member]);
    return first !== undefined && others.every((other) => other === first) ? values[String(first)] : undefined;
  };
}
