import type { Effect, Fault } from '../faults/fault';
import { FaultError, FaultOptions, flagOf, nameOf, wholeNumberIn } from '../faults/fault-options';
import { ALL_FAULT_KINDS } from '../faults/kinds';
import { nearest } from './nearest';

const ACTION = /^(?!deliver:)[a-z0-9-]+:[A-Za-z0-9]+$/;
const DELIVERIES = ['deliver:Create', 'deliver:Update', 'deliver:Delete'];
const OWN_OPERATIONS = ['answer', ...DELIVERIES];
const TIMES = '--times <number>';

/**
 * What a person has described, as far as it can be understood without a sandbox.
 *
 * @throws FaultError
 */
export function faultOf(operation: string, options: FaultOptions): Fault {
  if (!OWN_OPERATIONS.includes(operation) && !ACTION.test(operation)) {
    throw new FaultError(`${operation} is no operation: it must be an action such as identitystore:CreateGroup, answer, or one of ${DELIVERIES.join(', ')}`);
  }
  const [{ kind, flags, effect }, ...others] = askedFor(options);
  if (others.length > 0) throw new FaultError(NAME_ONE);
  const wrong = DELIVERIES.includes(operation) ? 'CALLS' : 'EVENTS';
  if (kind.happensTo === wrong) {
    const ofEvents = ALL_FAULT_KINDS.filter(({ happensTo }) => happensTo !== 'CALLS');
    throw new FaultError(wrong === 'CALLS' ? `an event on its way can only come with ${optionsOf(ofEvents)}` : 'only an event on its way can come twice');
  }
  refuseOthers(options, [flags, TIMES, ...Object.keys(kind.details ?? {})], flags);
  return { operation, effect, times: wholeNumberIn(options, 'times', { least: 1, otherwise: '1' }) };
}

/**
 * What a program has sent, for a sandbox that takes these actions.
 *
 * @throws FaultError
 */
export function checkedFaultOf(operation: unknown, options: unknown, actions: readonly string[]): Fault {
  if (typeof operation !== 'string') throw new FaultError(`an operation is a text, not ${JSON.stringify(operation)}`);
  if (typeof options !== 'object' || options === null || Array.isArray(options)) throw new FaultError('what goes wrong is described by options');
  const fault = faultOf(operation, options as FaultOptions);
  const known = [...OWN_OPERATIONS, ...actions];
  if (known.includes(operation)) return fault;
  const meant = nearest(operation, known);
  throw new FaultError(`${operation} is no operation that this sandbox emulates, so that nothing of it can go wrong; ${meant === undefined ? whatThereIs(operation, actions) : `perhaps ${meant}`}`);
}

/** The operations of the service, or else the services. */
function whatThereIs(operation: string, actions: readonly string[]): string {
  const [service] = operation.split(':');
  const ofService = actions.filter((action) => action.startsWith(`${service}:`));
  if (ofService.length > 0) return `of ${service} there are ${ofService.map((action) => action.split(':')[1]).sort().join(', ')}`;
  return `there are answer, deliver, ${[...new Set(actions.map((action) => action.split(':')[0]))].sort().join(', ')}`;
}

interface Asked {
  readonly kind: (typeof ALL_FAULT_KINDS)[number];
  readonly flags: string;
  readonly effect: Effect;
}

const NAME_ONE = `name one thing that goes wrong: ${optionsOf(ALL_FAULT_KINDS)}`;

function askedFor(options: FaultOptions): [Asked, ...Asked[]] {
  const [first, ...others] = ALL_FAULT_KINDS.flatMap((kind) => Object.entries(kind.options)
    .filter(([flags]) => isGiven(options, nameOf(flags)))
    .map(([flags, { effectOf }]) => ({ kind, flags, effect: effectOf(options) })));
  if (!first) throw new FaultError(NAME_ONE);
  return [first, ...others];
}

function isGiven(options: FaultOptions, name: string): boolean {
  const value = options[name];
  return value !== undefined && value !== false;
}

/** What says more about another kind, or about nothing, would be lost in silence. */
function refuseOthers(options: FaultOptions, taken: readonly string[], asked: string): void {
  const names = taken.map(nameOf);
  const [other] = Object.keys(options).filter((name) => isGiven(options, name) && !names.includes(name));
  if (other === undefined) return;
  const flags = ALL_FAULT_KINDS.flatMap(({ details = {} }) => Object.keys(details)).find((each) => nameOf(each) === other);
  throw new FaultError(flags === undefined ? `a fault has no ${other}` : `${flagOf(flags)} says nothing about ${flagOf(asked)}`);
}

function optionsOf(kinds: typeof ALL_FAULT_KINDS): string {
  const flags = kinds.flatMap(({ options }) => Object.keys(options)).map(flagOf);
  return [flags.slice(0, -1).join(', '), flags.at(-1)].join(' or ');
}
