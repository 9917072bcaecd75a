import type { HandshakeAnswers } from '../organizations/handshake-answers';
import type { Account } from '../organizations/accounts';
import type { Handshake } from '../organizations/handshakes';
import type { Organizations } from '../organizations/organizations';
import type { Caller } from '../security/callers';

export type Answer = 'accept' | 'decline';

export interface AnswerInput {
  /** The id of a handshake, or the account or e-mail that it is for. */
  readonly handshake: string;
}

/** What became of a handshake. */
export interface AnsweredHandshake {
  readonly handshakeId: string;
  readonly state: string;
  /** Who answered. */
  readonly accountId: string;
}

/** An answer for which there is no handshake, or more than one: why. */
export class AnswerError extends Error {}

interface AnswerSurroundings {
  readonly organizations: Organizations;
  readonly handshakeAnswers: HandshakeAnswers;
  readonly callers: { personIn(account: string): Caller };
}

/**
 * Answers a handshake, as a person in the account that it is for would.
 *
 * @throws AnswerError; ServiceError when the service refuses the answer
 */
export function answerHandshake({ organizations, handshakeAnswers, callers }: AnswerSurroundings, answer: Answer, name: unknown): AnsweredHandshake {
  if (typeof name !== 'string' || name === '') throw new AnswerError('a handshake is named by its id, or by the account id or e-mail that it is for');
  const handshake = name.startsWith('h-') ? withId(organizations, name) : waitingFor(organizations, name);
  const account = answererOf(organizations, handshake);
  handshakeAnswers[answer](handshake, callers.personIn(account.id));
  return { handshakeId: handshake.id, state: organizations.handshakes.stateOf(handshake), accountId: account.id };
}

function withId({ handshakes }: Organizations, id: string): Handshake {
  const handshake = handshakes.find(id);
  if (!handshake) throw new AnswerError(`there is no handshake ${id}`);
  if (!handshakes.isPending(handshake)) throw new AnswerError(`the handshake ${id} isn't pending any more: it is ${handshakes.stateOf(handshake)}`);
  return handshake;
}

function waitingFor(world: Organizations, recipient: string): Handshake {
  const { handshakes } = world;
  const meant = handshakes.all.filter((handshake) => isFor(world, handshake, recipient));
  const waiting = meant.filter((handshake) => handshakes.isPending(handshake));
  const [handshake, ...others] = waiting;
  if (!handshake) {
    const ended = meant.map((each) => `${each.id} is ${handshakes.stateOf(each)}`);
    throw new AnswerError([`no handshake waits for ${recipient}`, ...ended].join('; '));
  }
  if (others.length > 0) throw new AnswerError(`several handshakes wait for ${recipient}: ${waiting.map(({ id }) => id).join(', ')}`);
  return handshake;
}

function isFor(world: Organizations, handshake: Handshake, recipient: string): boolean {
  return handshake.recipient?.id.toLowerCase() === recipient.toLowerCase()
    || (handshake.recipient !== undefined && world.recipientOf(handshake)?.id === recipient);
}

/** Whoever gets an invitation by e-mail can make an account with it. */
function answererOf(world: Organizations, handshake: Handshake): Account {
  const { recipient, organizationId } = handshake;
  if (!recipient) return world.accounts.get(world.withId(organizationId).managementAccountId);
  return recipient.type === 'ACCOUNT' ? world.accounts.get(recipient.id) : world.accounts.withEmail(recipient.id);
}
