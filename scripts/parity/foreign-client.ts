import type { Steps } from './steps';

/** A kind of client that isn't ours and may be on the machine. */
export interface ForeignClient {
  /** What people call it. */
  readonly name: string;
  /** Looks whether it is there and works, without asking the sandbox for anything. */
  find(environment: NodeJS.ProcessEnv): Promise<Found | Absent>;
}

/** Of the sandboxes that a client gets: one that is empty, and one that is seeded with an organization. */
export interface Environments {
  readonly empty: NodeJS.ProcessEnv;
  readonly seeded: NodeJS.ProcessEnv;
}

export interface Found {
  readonly kind: 'FOUND';
  /** With the version. */
  readonly title: string;
  /** Drives the sandboxes. */
  drive(steps: Steps, environments: Environments): Promise<void>;
  /** Ends what was begun for that. */
  end?(): Promise<void>;
}

export interface Absent {
  readonly kind: 'ABSENT';
  readonly reason: string;
}

export const absent = (reason: string): Absent => ({ kind: 'ABSENT', reason });

/** The Identity Store that is driven. */
export const STORE = 'd-1234567890';

export const NOT_THERE = 'not on this machine, or it doesn\'t start';
