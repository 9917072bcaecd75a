import type { Command } from 'commander';
import type { FaultInput } from '../control/control';
import { faultOf } from '../control/parse-fault';
import type { State } from '../control/state';
import type { Fault } from '../faults/fault';
import { FaultError, FaultOptions } from '../faults/fault-options';
import { ALL_FAULT_KINDS } from '../faults/kinds';
import type { Ends } from '../observability/calls';
import { describeCalls, describeFault, describeState } from './describe';
import { ask, command, Reached } from './running-sandbox';

/** The commands that look at and steer a sandbox that runs in another terminal. */
export function addControlCommands(program: Command): void {
  command(program, 'state', 'Shows what is in a running sandbox: stacks, resources, groups, users, memberships, organizations')
    .option('--json', 'as JSON')
    .action(async (options: Reached & { json?: boolean }) => {
      const state = await ask<State>(options, 'GET', 'state');
      console.log(options.json ? JSON.stringify(state, undefined, 2) : describeState(state));
    });

  command(program, 'reset', 'Empties a running sandbox and plants its seed again')
    .action(async (options: Reached) => {
      await ask(options, 'POST', 'reset');
      console.log('The sandbox is as it was at its start.');
    });

  command(program, 'logs', 'Shows what functions in a running sandbox logged')
    .argument('[group]', 'a log group, or a part of its name; all without it')
    .action(async (group: string | undefined, options: Reached) => {
      const logs = await ask<Record<string, string[]>>(options, 'GET', 'logs');
      const chosen = Object.entries(logs).filter(([name]) => name.includes(group ?? ''));
      for (const [name, lines] of chosen) console.log([`${name}:`, ...lines.map((line) => `  ${line}`)].join('\n'));
      if (chosen.length === 0) console.log(group === undefined ? 'Nothing was logged.' : `No log group has ${group} in its name.`);
    });

  const calls = program.command('calls').description('Shows or forgets what the functions in a running sandbox called');
  command(calls, 'list', 'Shows the calls by action, and how they ended')
    .option('--json', 'as JSON')
    .action(async (options: Reached & { json?: boolean }) => {
      const byAction = await ask<Record<string, Ends>>(options, 'GET', 'calls');
      console.log(options.json ? JSON.stringify(byAction, undefined, 2) : describeCalls(byAction));
    });
  command(calls, 'clear', 'Begins to count anew')
    .action(async (options: Reached) => {
      await ask(options, 'DELETE', 'calls');
      console.log('No call is counted any more.');
    });

  const faults = program.command('faults').description('Lets things go wrong in a running sandbox, at the next calls of an operation');
  command(faults, 'list', 'Shows the faults that wait')
    .action(async (options: Reached) => {
      const waiting = await ask<Fault[]>(options, 'GET', 'faults');
      console.log(waiting.length === 0 ? 'No fault waits.' : waiting.map(describeFault).join('\n'));
    });
  command(faults, 'clear', 'Takes all faults back')
    .action(async (options: Reached) => {
      await ask(options, 'DELETE', 'faults');
      console.log('No fault waits any more.');
    });
  const add = command(faults, 'add', 'Adds a fault');
  for (const { options, details = {} } of ALL_FAULT_KINDS) {
    for (const [flags, { help }] of Object.entries(options)) add.option(flags, help);
    for (const [flags, help] of Object.entries(details)) add.option(flags, help);
  }
  add.argument('<operation>', 'an action such as identitystore:CreateGroup; answer (a function answers CloudFormation); deliver:Create, deliver:Update or deliver:Delete')
    .option('--times <number>', 'how often it happens (default: 1)')
    .addHelpText('after', '\nExamples:\n  cdk-org-guard sandbox faults add identitystore:CreateGroup --lost after\n  cdk-org-guard sandbox faults add deliver:Delete --twice')
    .action(async (operation: string, { endpoint, ...options }: Reached & FaultOptions) => {
      const fault = understood(add, operation, options);
      await ask({ ...(endpoint !== undefined && { endpoint }) }, 'POST', 'faults', { operation, options } satisfies FaultInput);
      console.log(`Waits: ${describeFault(fault)}`);
    });
}

function understood(add: Command, operation: string, options: FaultOptions): Fault {
  try {
    return faultOf(operation, options);
  } catch (thrown) {
    if (thrown instanceof FaultError) return add.error(`error: ${thrown.message}`);
    throw thrown;
  }
}
