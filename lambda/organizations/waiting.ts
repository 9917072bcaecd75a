import type { Handshake } from '@aws-sdk/client-organizations';
import type { CloudFormationCustomResourceEvent, Context } from 'aws-lambda';
import type { AccountMembershipProperties } from '../../lib/contract/organizations';
import { reasonWithin } from '../custom-resource/answer';
import { answerUrlOf, askerOf, readEvent } from '../custom-resource/event';
import { faultIn } from '../custom-resource/fault';
import { madeAt } from '../custom-resource/lateness';
import { PropertyReader } from '../custom-resource/properties';
import { failure, messageOf } from '../guard/failure';
import type { OwnStack } from '../guard/own-stack';
import { physicalResourceIdOf } from '../guard/ownership';
import { done, Result } from '../guard/result';
import { POLICY_SPREADING } from '../guard/schedules';
import { Session, Surroundings } from '../guard/session';
import { endedFailure, invitationGone } from './acceptance';
import type { Accounts } from './accounts';
import { describeHandshake } from './handshakes';
import { askingOf, invitedMember, Means } from './invited-member';
import { MEMBERSHIP, membershipFailure, notInOrganization, pending, readMembership, RequestKind, restored, settle } from './membership';
import type { MembershipRequest } from './membership-request';
import type { OrganizationsCalls } from './organizations-calls';
import { invitationOf } from './target';

/** What the CDK's provider framework sends: an event of CloudFormation, and later what was answered to it as well. */
export type WaitingEvent = CloudFormationCustomResourceEvent & { readonly Data?: { readonly WaitingSince: string } };

/** What the framework takes as an answer. */
export interface WaitingAnswer {
  readonly PhysicalResourceId?: string;
  readonly IsComplete?: boolean;
  readonly Data?: Readonly<Record<string, string>>;
}

type RemainingTime = Pick<Context, 'getRemainingTimeInMillis'>;

/** What the log tells of a deployment that waits for a person. Nothing in it is personal: an e-mail address is left out. */
export interface WaitingLine {
  readonly requestId: string;
  readonly requestType: string;
  readonly resourceType: string;
  readonly logicalResourceId: string;
  readonly result: 'WAITING';
  readonly handshakeId: string;
  /** Until when the deployment waits at most. */
  readonly until: string;
  /** Who has to do what, and where. */
  readonly message: string;
}

export interface WaitingDependencies {
  readonly calls: OrganizationsCalls;
  readonly accounts: Accounts;
  readonly ownStack: OwnStack;
  readonly surroundings: Surroundings;
  readonly log: (line: WaitingLine) => void;
  /** Where the documentation of the reasons is. */
  readonly homepage: string;
}

/** Kept free at the end of a function call, in milliseconds. */
const RESERVE = 5_000;

/** What of CloudFormation's 4,096 bytes the framework leaves for a message, with its ids and the name of its log. */
const MESSAGE_BYTES = 2_500;

/** How long a single look may take that isn't at a list of all accounts, in milliseconds: a throttled one is tried at the next. */
const PATIENCE_OF_A_LOOK = 10_000;

/** Instead of the time since when somebody is waited for: in a rollback nobody is. */
const ROLLBACK = 'ROLLBACK';

const DEFAULT_MINUTES = 30;

/** How late an event may come for the whole time to be waited, in milliseconds: CloudFormation waits five minutes longer. */
const LATENESS_ALLOWED = 4 * 60_000;

/** A look that says nothing: the next one may. */
const NOT_YET = ['THROTTLED', 'SERVICE_UNAVAILABLE', 'OUT_OF_TIME', 'CONCURRENT_MODIFICATION'];

/**
 * Waits for the acceptance of an invitation, polled by the CDK's provider framework, which calls this function once for the
 * event and then, with the same event and the answer to it, until it is complete.
 *
 * @throws with nothing but the message, which the framework passes on to CloudFormation
 */
export function waitingHandler({ calls, accounts, ownStack, surroundings, log, homepage }: WaitingDependencies) {
  const answer = async (event: WaitingEvent, context: RemainingTime): Promise<Result<WaitingAnswer>> => {
    const { Data: data } = event;
    // The framework refuses a Delete that answers with another id, and CloudFormation invents one when a Create never answered.
    if (event.RequestType === 'Delete') return done(data ? { IsComplete: true } : { PhysicalResourceId: event.PhysicalResourceId, Data: { WaitingSince: '' } });

    const reader = new PropertyReader(event.ResourceProperties, 'ResourceProperties');
    const properties = readMembership(reader);
    if (reader.failure) return reader.failure;

    const remaining = context.getRemainingTimeInMillis() - RESERVE;
    // Whether the stack is rolled back has to be known; whether the account has joined is asked again.
    const isShort = data !== undefined && properties.Target.Email === undefined;
    const time = isShort ? Math.min(remaining, PATIENCE_OF_A_LOOK) : remaining;
    const session = new Session(surroundings, surroundings.now() + time);
    const asker = askerOf(event);
    if (!data) {
      const isRollback = event.RequestType === 'Update' ? await ownStack.isUndoingUpdate(session, asker) : done(false);
      if (isRollback.kind === 'REFUSED') return isRollback;
      const since = waitingSince(event, surroundings.now());
      if (!isRollback.output) log(waitingLine(event, properties, since));
      const WaitingSince = isRollback.output ? ROLLBACK : String(since);
      return done({ PhysicalResourceId: physicalResourceIdOf(MEMBERSHIP), Data: { WaitingSince } });
    }
    const request = { session, asker, properties };
    const since = data.WaitingSince;
    const during = event.RequestType === 'Create' ? 'Create' : 'Update';
    const result = since === ROLLBACK ? await restored({ calls, accounts }, request) : await poll({ calls, accounts }, { ...request, during }, Number(since));
    if (result === 'NOT_YET') return done({ IsComplete: false });
    return result.kind === 'MANAGED' ? done({ IsComplete: true, Data: result.attributes }) : result;
  };

  return async (incoming: WaitingEvent, context: RemainingTime): Promise<WaitingAnswer> => {
    const event = readEvent(incoming);
    const answered = await answer(event, context).catch((thrown: unknown) => faultIn(event, thrown));
    return answered.kind === 'DONE' ? answered.output : fail(messageOf(answered, homepage, event.LogicalResourceId));
  };
}

/** An event that came late is waited for a shorter time: CloudFormation counts from when it made the event. */
function waitingSince(event: WaitingEvent, now: number): number {
  const answerUrl = answerUrlOf(event);
  const made = answerUrl && madeAt(answerUrl);
  return made === undefined ? now : Math.min(now, made + LATENESS_ALLOWED);
}

/** Whoever reads the log while a deployment stands still learns whom it waits for. */
function waitingLine(event: WaitingEvent, properties: AccountMembershipProperties, since: number): WaitingLine {
  const { HandshakeId: handshakeId, Target: { AccountId: account } } = properties;
  const invited = account === undefined ? 'the account that was invited by its e-mail address' : `account ${account}`;
  return {
    requestId: event.RequestId,
    requestType: event.RequestType,
    resourceType: event.ResourceType,
    logicalResourceId: event.LogicalResourceId,
    result: 'WAITING',
    handshakeId,
    until: new Date(since + minutesOf(properties) * 60_000).toISOString(),
    message: `An administrator of ${invited} has to accept ${handshakeId === '' ? 'its invitation' : `handshake ${handshakeId}`} under Invitations in the AWS `
      + 'Organizations console, signed in to that account, unless it is a member already',
  };
}

interface Poll extends MembershipRequest {
  readonly during: RequestKind;
}

type Polled = Awaited<ReturnType<typeof settle>> | 'NOT_YET';

async function poll(means: Means, request: Poll, since: number): Promise<Polled> {
  const { session, properties } = request;
  const waited = session.now() - since;
  const isLate = waited >= minutesOf(properties) * 60_000;
  const result = await look(means, request, isLate);
  if (result === 'NOT_YET' || result.kind === 'MANAGED') return result;
  // A look is shorter than the time that a policy may take to spread.
  const isPassing = NOT_YET.includes(result.code) || (result.code === 'ACCESS_DENIED' && waited < POLICY_SPREADING);
  return isPassing && !isLate ? 'NOT_YET' : result;
}

async function look(means: Means, request: Poll, isLate: boolean): Promise<Polled> {
  const { calls } = means;
  const { session, properties } = request;
  const { Target: target, HandshakeId: id, OnTimeout } = properties;
  const invited = await invitedMember(askingOf(means, request), properties);
  if (invited.kind !== 'DONE') {
    const unseen = await membershipFailure(calls, request, invited);
    return isLate && OnTimeout === 'CONTINUE' && NOT_YET.includes(unseen.code) ? pending(properties) : unseen;
  }
  const { member, handshake: seen } = invited.output;
  if (member) return settle(calls, request, member, request.during);
  if (id === '') return invitationGone(target, id);

  const live = seen ? done(seen) : await describeHandshake(calls, session, id);
  if (live.kind === 'FAILED') return isLate ? outOfTime(properties, {}) : membershipFailure(calls, request, live);
  const handshake = live.kind === 'DONE' ? live.output : {};
  return endedFailure(handshake.State, target, id) ?? (isLate ? outOfTime(properties, handshake) : 'NOT_YET');
}

function outOfTime(properties: AccountMembershipProperties, { State: state, ExpirationTimestamp: expires }: Handshake): Polled {
  const { Target: target, HandshakeId: handshake, OnTimeout } = properties;
  if (OnTimeout === 'CONTINUE') return pending(properties);
  if (state === 'ACCEPTED') return notInOrganization(properties);
  return failure('INVITATION_NOT_ACCEPTED', {
    entity: invitationOf(target), minutes: String(minutesOf(properties)), handshake, expires: expires?.toISOString() ?? 'it expires',
  });
}

function minutesOf({ TimeoutMinutes }: AccountMembershipProperties): number {
  return Number(TimeoutMinutes ?? DEFAULT_MINUTES);
}

/** The framework puts the stack of an error into the message for CloudFormation, so there is none. */
function fail(message: string): never {
  const error = new Error(reasonWithin(message, MESSAGE_BYTES));
  error.stack = '';
  throw error;
}
