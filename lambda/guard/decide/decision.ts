import type { Failure } from '../failure';
import type { Owned } from '../ownership';
import type { Obstacle } from '../repeat';
import type { Result } from '../result';

/** Nothing is there: it is to be created. */
export interface Create {
  readonly kind: 'CREATE';
}

/** What is there is taken over, and these writes make it as declared. */
export interface Adopt<Writes> {
  readonly kind: 'ADOPT';
  readonly owned: Owned;
  readonly writes: Writes;
}

/** What is managed already is written to. */
export interface Update<Writes> {
  readonly kind: 'UPDATE';
  readonly writes: Writes;
}

/** It is as declared. */
export interface Nothing {
  readonly kind: 'NOTHING';
  readonly owned: Owned;
}

/** Another resource of the stack is in the way, perhaps only for a moment. The failure is reported if it stays in the way. */
export interface Wait {
  readonly kind: 'WAIT';
  readonly failure: Failure;
  readonly obstacle: Obstacle;
}

/** Something has to be looked at before anything can be decided. */
export interface Look<Question> {
  readonly kind: 'LOOK';
  readonly at: Question;
}

export const CREATE: Create = { kind: 'CREATE' };

export function adopt<Writes>(owned: Owned, writes: Writes): Adopt<Writes> {
  return { kind: 'ADOPT', owned, writes };
}

export function update<Writes>(writes: Writes): Update<Writes> {
  return { kind: 'UPDATE', writes };
}

export function nothing(owned: Owned): Nothing {
  return { kind: 'NOTHING', owned };
}

export function wait(failure: Failure, obstacle: Obstacle = {}): Wait {
  return { kind: 'WAIT', failure, obstacle };
}

export function lookAt<Question>(at: Question): Look<Question> {
  return { kind: 'LOOK', at };
}

type Decided<Decision> = Exclude<Decision, Look<unknown>>;
type QuestionOf<Decision> = Decision extends Look<infer Question> ? Question : never;

/**
 * Takes a decision. Whatever it lacks is looked up only when it is needed, so that no call is made for what doesn't matter.
 *
 * @throws when a look didn't add what it was for, since the same look would follow for ever
 * @param decide takes no call; what it is given is all that was seen so far
 * @param look what to add to that, or why it can't be looked at
 */
export async function decided<Seen, Decision extends { readonly kind: string }>(
  seen: Seen, decide: (seen: Seen) => Decision, look: (at: QuestionOf<Decision>, seen: Seen) => Promise<Result<Partial<Seen>>>,
): Promise<Decided<Decision> | Failure> {
  const lookedAt = new Set<string>();
  for (let all = seen; ;) {
    const decision = decide(all);
    if (decision.kind !== 'LOOK') return decision as Decided<Decision>;
    const { at } = decision as unknown as Look<QuestionOf<Decision>>;
    if (lookedAt.has(JSON.stringify(at))) throw new Error(`looked at ${JSON.stringify(at)} in vain`);
    lookedAt.add(JSON.stringify(at));
    const looked = await look(at, all);
    if (looked.kind === 'REFUSED') return looked;
    all = { ...all, ...looked.output };
  }
}
