import type { Effect, Fault } from '../faults/fault';
import { FaultError, FaultOptions, wholeNumberIn } from '../faults/fault-options';
import { ALL_FAULT_KINDS, FAULT_KINDS, nameOf } from '../faults/kinds';

const ACTION = /^[a-z-]+:[A-Za-z]+$/;
const DELIVERIES = ['deliver:Create', 'deliver:Update', 'deliver:Delete'];

/** @throws FaultError */
export function faultOf(operation: string, options: FaultOptions): Fault {
  if (operation !== 'answer' && !ACTION.test(operation)) {
    throw new FaultError(`${operation} is no operation: it must be an action such as identitystore:CreateGroup, answer, or one of ${DELIVERIES.join(', ')}`);
  }
  const [effect, ...others] = effectsOf(options);
  if (!effect || others.length > 0) throw new FaultError(`name one thing that goes wrong: ${listed(Object.keys(FAULT_KINDS) as Effect['kind'][])}`);
  const wrong = DELIVERIES.includes(operation) ? 'CALLS' : 'EVENTS';
  if (FAULT_KINDS[effect.kind].happensTo === wrong) {
    throw new FaultError(wrong === 'CALLS' ? `an event on its way can only come with ${listed(['DELAYED', 'DELIVERED_TWICE'])}` : 'only an event on its way can come twice');
  }
  return { operation, effect, times: wholeNumberIn(options, 'times', { least: 1, otherwise: '1' }) };
}

function effectsOf(options: FaultOptions): Effect[] {
  return ALL_FAULT_KINDS.flatMap((kind) => Object.entries(kind.options)
    .filter(([flags]) => options[nameOf(flags)] !== undefined && options[nameOf(flags)] !== false)
    .map(([, { effectOf }]) => effectOf(options)));
}

function listed(kinds: readonly Effect['kind'][]): string {
  const flags = kinds.flatMap((kind) => Object.keys(FAULT_KINDS[kind].options)).map((each) => `--${nameOf(each)}`);
  return [flags.slice(0, -1).join(', '), flags.at(-1)].join(' or ');
}
