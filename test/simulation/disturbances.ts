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
  'THROTTLED', 'SERVER_ERROR', 'CONNECTION_LOST', 'CONCURRENT_MODIFICATION', 'ACCESS_DENIED', 'KILLED', 'SLOW', 'TIMED_OUT',
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
  switch (fault) {
    case 'STALE_READ': return isCall && !writes(operation) && operation.startsWith('identitystore:') ? ['BEFORE'] : [];
    case 'CONCURRENT_MODIFICATION': return isCall && writes(operation) && operation.startsWith('identitystore:') ? ['BEFORE'] : [];
    case 'THROTTLED':
    case 'ACCESS_DENIED': return isCall ? ['BEFORE'] : [];
    default: return WITH_OR_WITHOUT_EFFECT.includes(fault) ? ['BEFORE', 'AFTER'] : [];
  }
}

/** Whether the operation changes something. */
export function writes(operation: string): boolean {
  return /:(Create|Update|Delete)/.test(operation);
}

/** The refusal that a fault is, in the words of the service. */
export function refusalOf(fault: Fault, operation: string): ServiceError {
  const isCloudFormation = operation.startsWith('cloudformation:');
  switch (fault) {
    case 'THROTTLED': return refusal(isCloudFormation ? 'Throttling' : 'ThrottlingException', 400);
    case 'SERVER_ERROR': return refusal(isCloudFormation ? 'InternalFailure' : 'InternalServerException', 500);
    case 'CONCURRENT_MODIFICATION': return refusal('ConflictException', 400, { Reason: 'CONCURRENT_MODIFICATION' });
    case 'ACCESS_DENIED': return refusal(isCloudFormation ? 'AccessDenied' : 'AccessDeniedException', 403);
    default: throw new Error(`${fault} is no refusal`);
  }
}

function refusal(code: string, httpStatus: number, fields: Readonly<Record<string, unknown>> = {}): ServiceError {
  return new ServiceError(code, `${code} on demand`, fields, httpStatus);
}
