import type { Moment } from '../../sandbox/faults/fault';
import { ServiceError } from '../../sandbox/protocol/service-error';

/** Something that goes wrong with a call, an answer to CloudFormation, or an event on its way. */
export interface Disturbance {
  readonly fault: Fault;
  /** Whether the call has taken effect by then. */
  readonly moment: Moment;
  /** How long it takes, for those that take time. */
  readonly milliseconds: number;
}

export type Fault = (typeof FAULTS)[number];

export const FAULTS = [
  'THROTTLED', 'SERVER_ERROR', 'CONNECTION_LOST', 'ANSWERED_BY_ANOTHER', 'CONCURRENT_MODIFICATION', 'ACCESS_DENIED', 'KILLED', 'SLOW', 'TIMED_OUT',
  'DELIVERED_TWICE', 'DELIVERED_TWICE_AT_ONCE', 'DELIVERED_LATE', 'STALE_READ',
] as const;

/** Faults of a call whose effect may be there or not. */
const WITH_OR_WITHOUT_EFFECT: readonly Fault[] = ['SERVER_ERROR', 'CONNECTION_LOST', 'KILLED', 'SLOW', 'TIMED_OUT'];
const OF_DELIVERIES: readonly Fault[] = ['DELIVERED_TWICE', 'DELIVERED_TWICE_AT_ONCE', 'DELIVERED_LATE'];

/** An operation, and what can go wrong with it. */
export interface Cell extends Pick<Disturbance, 'fault' | 'moment'> {
  readonly operation: string;
}

/** Everything that can go wrong with these operations. */
export function cellsOf(operations: readonly string[]): Cell[] {
  return operations.flatMap((operation) => FAULTS.flatMap((fault) => momentsOf(fault, operation).map((moment) => ({ operation, fault, moment }))));
}

/** Those that a plan decides; a read is stale by itself when reads lag. */
export function plannedCellsOf(operations: readonly string[]): Cell[] {
  return cellsOf(operations).filter(({ fault }) => fault !== 'STALE_READ');
}

/** When a fault can happen to an operation: never, or before or after its effect. */
export function momentsOf(fault: Fault, operation: string): readonly Moment[] {
  const isDelivery = operation.startsWith('deliver:');
  if (OF_DELIVERIES.includes(fault)) return isDelivery ? ['BEFORE'] : [];
  if (isDelivery) return [];
  const isCall = operation !== 'answer';
  if (isCall && !(serviceOf(operation) in REFUSALS)) return [];
  switch (fault) {
    case 'STALE_READ': return STALE.test(operation) ? ['BEFORE'] : [];
    case 'CONCURRENT_MODIFICATION': return isCall && writes(operation) && refusalsOf(operation).CONCURRENT_MODIFICATION ? ['BEFORE'] : [];
    case 'THROTTLED':
    case 'ACCESS_DENIED': return isCall ? ['BEFORE'] : [];
    case 'ANSWERED_BY_ANOTHER': return isCall ? ['BEFORE', 'AFTER'] : [];
    default: return WITH_OR_WITHOUT_EFFECT.includes(fault) ? ['BEFORE', 'AFTER'] : [];
  }
}

/** Whether the operation changes something. */
export function writes(operation: string): boolean {
  return /:(Create|Update|Delete|Put|Invite|Cancel|Accept|Enable|Move|Tag)/.test(operation);
}

/** The reads that may not show yet what is new. */
const STALE = /^(identitystore:(?!Create|Update|Delete)|organizations:(DescribeAccount|ListAccounts|ListHandshakesForOrganization|ListParents)$)/;

/** A refusal in the words of a service. */
type Refusal = readonly [code: string, httpStatus: number, fields?: Readonly<Record<string, unknown>>];
type Refusals = Readonly<Partial<Record<Fault, Refusal>>>;

/** What can go wrong with a call that is answered, by service. Nothing happens to the calls of the provider framework's own clients. */
const REFUSALS: Readonly<Record<string, Refusals>> = {
  identitystore: {
    THROTTLED: ['ThrottlingException', 400],
    SERVER_ERROR: ['InternalServerException', 500],
    CONCURRENT_MODIFICATION: ['ConflictException', 400, { Reason: 'CONCURRENT_MODIFICATION' }],
    ACCESS_DENIED: ['AccessDeniedException', 403],
  },
  organizations: {
    THROTTLED: ['TooManyRequestsException', 400],
    SERVER_ERROR: ['ServiceException', 500],
    CONCURRENT_MODIFICATION: ['ConcurrentModificationException', 400],
    ACCESS_DENIED: ['AccessDeniedException', 400],
  },
  s3: {
    THROTTLED: ['SlowDown', 503],
    SERVER_ERROR: ['InternalError', 500],
    // Of two conditional writes at the same time.
    CONCURRENT_MODIFICATION: ['ConditionalRequestConflict', 409],
    ACCESS_DENIED: ['AccessDenied', 403],
  },
  events: { THROTTLED: ['ThrottlingException', 400], SERVER_ERROR: ['InternalException', 500], ACCESS_DENIED: ['AccessDeniedException', 400] },
  cloudformation: { THROTTLED: ['Throttling', 400], SERVER_ERROR: ['InternalFailure', 500], ACCESS_DENIED: ['AccessDenied', 403] },
  sts: { THROTTLED: ['Throttling', 400], SERVER_ERROR: ['InternalFailure', 500], ACCESS_DENIED: ['AccessDenied', 403] },
};

function serviceOf(operation: string): string {
  return operation.split(':')[0] as string;
}

function refusalsOf(operation: string): Refusals {
  return REFUSALS[serviceOf(operation)] ?? {};
}

/** The refusal that a fault is, in the words of the service. */
export function refusalOf(fault: Fault, operation: string): ServiceError {
  const refusal = refusalsOf(operation)[fault];
  if (!refusal) throw new Error(`${fault} is no refusal`);
  const [code, httpStatus, fields = {}] = refusal;
  return new ServiceError(code, `${code} on demand`, fields, httpStatus);
}
