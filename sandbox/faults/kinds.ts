import type { Effect } from './fault';
import { EXCEPTION_MEMBERS, exceptionMembersIn } from './exception-members';
import { exceptionIn, FaultOptions, momentIn, textIn, wholeNumberIn } from './fault-options';

/** One kind of thing that can go wrong on demand: all that is said of it, on the command line and afterwards. */
export interface FaultKind<Of extends Effect> {
  /** What it can happen to. */
  readonly happensTo: 'CALLS' | 'EVENTS' | 'BOTH';
  /** The options that ask for it, by their flags: what they say, and what each asks for. */
  readonly options: Readonly<Record<string, { readonly help: string; readonly effectOf: (options: FaultOptions) => Of }>>;
  /** Options that say more about it. */
  readonly details?: Readonly<Record<string, string>>;
  readonly description: (effect: Of) => string;
}

/** Everything that can go wrong on demand. What it then does stands in `faults.ts`. */
const FAULT_KINDS: { readonly [Kind in Effect['kind']]: FaultKind<Extract<Effect, { readonly kind: Kind }>> } = {
  ERROR: {
    happensTo: 'CALLS',
    options: {
      '--error <exception>': {
        help: 'the service refuses the call with this exception, for example ThrottlingException',
        effectOf: (options) => ({
          kind: 'ERROR',
          code: exceptionIn(options, 'error'),
          httpStatus: wholeNumberIn(options, 'status', { least: 400, most: 599, otherwise: '400' }),
          fields: exceptionMembersIn(options),
          ...(options.message !== undefined && { message: textIn(options, 'message') }),
        }),
      },
    },
    details: {
      ...Object.fromEntries(Object.entries(EXCEPTION_MEMBERS).map(([flags, { help }]) => [flags, help])),
      '--message <text>': 'its message',
      '--status <status>': 'the HTTP status of that exception, from 400 to 599; 500 and more mean a fault of the service (default: 400)',
    },
    description: ({ code, httpStatus, fields }) =>
      [`refused with ${code}`, `HTTP status ${httpStatus}`, ...Object.entries(fields).map(([member, value]) => `${member} ${String(value)}`)].join(', '),
  },
  CONNECTION_LOST: {
    happensTo: 'CALLS',
    options: {
      '--lost <moment>': {
        help: 'the connection breaks before or after the call takes effect',
        effectOf: (options) => ({ kind: 'CONNECTION_LOST', moment: momentIn(options, 'lost') }),
      },
    },
    description: ({ moment }) => `connection lost ${moment.toLowerCase()} its effect`,
  },
  // Only for tests: no option asks for it.
  ANSWERED_BY_ANOTHER: {
    happensTo: 'CALLS',
    options: {},
    description: ({ moment }) => `answered by something else ${moment.toLowerCase()} its effect`,
  },
  KILLED: {
    happensTo: 'CALLS',
    options: {
      '--kill <moment>': {
        help: 'the function that calls is killed before or after the call takes effect',
        effectOf: (options) => ({ kind: 'KILLED', moment: momentIn(options, 'kill') }),
      },
    },
    description: ({ moment }) => `function killed ${moment.toLowerCase()} its effect`,
  },
  DELAYED: {
    happensTo: 'BOTH',
    options: {
      '--delay <milliseconds>': {
        help: 'the call, or the event, takes so much longer',
        effectOf: (options) => ({ kind: 'DELAYED', milliseconds: wholeNumberIn(options, 'delay', { least: 0 }) }),
      },
    },
    description: ({ milliseconds }) => `${milliseconds} ms later`,
  },
  DELIVERED_TWICE: {
    happensTo: 'EVENTS',
    options: {
      '--twice': {
        help: 'the event is delivered twice, one delivery after the other',
        effectOf: () => ({ kind: 'DELIVERED_TWICE', overlapping: false }),
      },
      '--overlapping': {
        help: 'the event is delivered twice at the same time',
        effectOf: () => ({ kind: 'DELIVERED_TWICE', overlapping: true }),
      },
    },
    description: ({ overlapping }) => (overlapping ? 'delivered twice at the same time' : 'delivered twice'),
  },
};

type AnyKind = FaultKind<Effect>;

/** The kinds in the order in which they are told. */
export const ALL_FAULT_KINDS = Object.values(FAULT_KINDS) as readonly AnyKind[];

export function descriptionOf(effect: Effect): string {
  return (FAULT_KINDS[effect.kind] as AnyKind).description(effect);
}
