import type { CloudFormationCustomResourceEvent, Context } from 'aws-lambda';
import type { AccountMembershipProperties } from '../../lib/private/contract';
import { PropertyReader } from '../custom-resource/properties';
import { Failure, failure, messageOf } from '../guard/failure';
import { physicalResourceIdOf } from '../guard/ownership';
import { Session, Surroundings } from '../guard/session';
import { endedFailure } from './acceptance';
import { memberOf } from './accounts';
import { describeHandshake, isPending } from './handshakes';
import { MEMBERSHIP, membershipFailure, MembershipRequest, pending, readMembership, settle } from './membership';
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

export interface WaitingDependencies {
  readonly calls: OrganizationsCalls;
  readonly surroundings: Surroundings;
  /** Where the documentation of the reasons is. */
  readonly homepage: string;
}

/** Kept free at the end of a function call, in milliseconds. */
const RESERVE = 5_000;

/** How long a single look may take, in milliseconds: a throttled one is tried at the next. */
const PATIENCE_OF_A_LOOK = 10_000;

const DEFAULT_MINUTES = 30;

/** A look that says nothing: the next one may. */
const NOT_YET = ['THROTTLED', 'SERVICE_UNAVAILABLE', 'OUT_OF_TIME', 'CONCURRENT_MODIFICATION'];

/**
 * Waits for the acceptance of an invitation, polled by the CDK's provider framework, which calls this function once for the
 * event and then, with the same event and the answer to it, until it is complete.
 *
 * @throws with nothing but the message, which the framework passes on to CloudFormation
 */
export function waitingHandler({ calls, surroundings, homepage }: WaitingDependencies) {
  return async (event: WaitingEvent, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<WaitingAnswer> => {
    const isPoll = event.Data !== undefined;
    const id = physicalResourceIdOf(MEMBERSHIP);
    if (event.RequestType === 'Delete') return isPoll ? { IsComplete: true } : { PhysicalResourceId: id, Data: { WaitingSince: '' } };

    const reader = new PropertyReader(event.ResourceProperties);
    const properties = readMembership(reader);
    if (reader.failure) return fail(reader.failure, homepage);
    if (!isPoll) return { PhysicalResourceId: id, Data: { WaitingSince: String(surroundings.now()) } };

    const look = Math.min(context.getRemainingTimeInMillis() - RESERVE, PATIENCE_OF_A_LOOK);
    const session = new Session(surroundings, surroundings.now() + look);
    const asker = { stackId: event.StackId, logicalResourceId: event.LogicalResourceId, resourceType: event.ResourceType };
    const result = await poll(calls, { session, asker, properties }, Number(event.Data?.WaitingSince));
    if (result === 'NOT_YET') return { IsComplete: false };
    return result.ok ? { IsComplete: true, Data: result.attributes } : fail(result, homepage);
  };
}

type Polled = Awaited<ReturnType<typeof settle>> | 'NOT_YET';

async function poll(calls: OrganizationsCalls, request: MembershipRequest, since: number): Promise<Polled> {
  const { session, properties } = request;
  const isLate = session.now() >= since + minutesOf(properties) * 60_000;
  const result = await look(calls, request, isLate);
  if (result === 'NOT_YET') return result;
  return !result.ok && NOT_YET.includes(result.code) && !isLate ? 'NOT_YET' : result;
}

async function look(calls: OrganizationsCalls, request: MembershipRequest, isLate: boolean): Promise<Polled> {
  const { session, properties } = request;
  const { Target: target, HandshakeId: id } = properties;
  const member = await memberOf(calls, session, target);
  if (member.kind !== 'DONE') return membershipFailure(calls, request, member);
  if (member.output) return settle(calls, request, member.output);

  const live = await describeHandshake(calls, session, id);
  if (live.kind === 'FAILED') return isLate ? outOfTime(properties, undefined) : membershipFailure(calls, request, live);
  const handshake = live.kind === 'DONE' ? live.output : undefined;
  if (handshake && (isPending(handshake) || handshake.State === 'ACCEPTED')) return isLate ? outOfTime(properties, handshake.ExpirationTimestamp) : 'NOT_YET';
  return endedFailure(handshake?.State, invitationOf(target), id) ?? 'NOT_YET';
}

function outOfTime(properties: AccountMembershipProperties, expires: Date | undefined): Polled {
  const { Target: target, HandshakeId: handshake, OnTimeout } = properties;
  if (OnTimeout === 'CONTINUE') return pending(properties);
  return failure('INVITATION_NOT_ACCEPTED', {
    entity: invitationOf(target), minutes: String(minutesOf(properties)), handshake, expires: expires?.toISOString() ?? 'it expires',
  });
}

function minutesOf({ TimeoutMinutes }: AccountMembershipProperties): number {
  return Number(TimeoutMinutes ?? DEFAULT_MINUTES);
}

/** The framework puts the stack of an error into the message for CloudFormation, so there is none. */
function fail(result: Failure, homepage: string): never {
  const error = new Error(messageOf(result, homepage));
  error.stack = '';
  throw error;
}
