/** A success that lacks what every success of the operation has. Something other than the service has answered, so nobody knows what the call did. */
class IncompleteAnswer extends Error {
  public override readonly name = 'IncompleteAnswer';
}

/**
 * What an answer always has.
 *
 * @throws if it isn't there, as a call does that got no answer
 */
export function complete<Value>(value: Value | undefined, member: string): Value {
  if (value === undefined || value === '') throw new IncompleteAnswer(`the answer has no ${member}`);
  return value;
}

/**
 * An answer to an update or a deletion, or with a list that may be empty. Nothing can be checked in it but that the service has sent it. An answer of something
 * in between doesn't have the id of a request.
 *
 * @throws if it isn't there, as a call does that got no answer
 */
export function acknowledged<Answer extends { readonly $metadata?: { readonly requestId?: string | undefined } }>(answer: Answer): Answer {
  complete(answer.$metadata?.requestId, 'request id');
  return answer;
}

/**
 * The id in an answer. The client of the SDK passes on whatever stands in its place.
 *
 * @throws if it isn't a text with something in it, as a call does that got no answer
 */
export function completeId(value: unknown, member: string): string {
  return complete(typeof value === 'string' && value.trim() !== '' ? value : undefined, member);
}

/** Where a page of a list is in it. */
interface Place {
  readonly isFirst: boolean;
  /** Of the page after it. */
  readonly nextToken: string | undefined;
}

/**
 * A page of a list that is never empty as a whole; a page of it can be.
 *
 * @throws if the list has nothing, or its last page isn't there, as a call does that got no answer
 */
export function completeList<Item>(items: readonly Item[] | undefined, { isFirst, nextToken }: Place, member: string): readonly Item[] {
  if (nextToken !== undefined) return items ?? [];
  const all = complete(items, member);
  if (isFirst) complete(all[0], member);
  return all;
}

/** An answer that is about one thing, whose id it has. */
export function completeWithId<Member extends string, Answer extends { readonly [member in Member]?: unknown }>(
  answer: Answer | undefined, member: Member,
): Answer {
  completeId(answer?.[member], member);
  return answer as Answer;
}

/** An answer that is about one thing, which it names. */
export function completeWith<Member extends string, Answer extends { readonly [member in Member]?: unknown }>(
  answer: Answer | undefined, member: Member,
): Answer {
  complete(answer?.[member], member);
  return answer as Answer;
}
