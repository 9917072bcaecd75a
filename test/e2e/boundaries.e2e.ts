import { setTimeout as sleep } from 'node:timers/promises';
import { Duration } from 'aws-cdk-lib';
import { CommandResult, Sandbox } from '../../lib/testing';
import { Scenario } from './support/scenario';
import { fixtureApp } from './support/fixture-app';

let sandbox: Sandbox;
let scenario: Scenario;
beforeAll(async () => {
  scenario = await Scenario.start();
  ({ sandbox } = scenario);
});
afterAll(() => scenario.stop());

const APP = fixtureApp('boundary-app');

/** Deploys a stack of the app in which the boundary allows these actions. */
function deploy(stack: string, ...actions: string[]): Promise<CommandResult> {
  return sandbox.cdk([
    'deploy', stack, '--require-approval', 'never', '--app', APP, '--output', `cdk.out/boundary-${process.pid}`,
    '--context', `actions=${actions.join(',')}`,
  ]);
}

/** Four times as fast: a function repeats what it is denied, since a new policy takes its time, and Lambda its event a minute later. */
async function hastened(deployment: Promise<CommandResult>): Promise<CommandResult> {
  const ended = new AbortController();
  void deployment.finally(() => ended.abort()).catch(() => undefined);
  while (!ended.signal.aborted) {
    await Promise.race([deployment, sleep(1_000)]);
    if (!ended.signal.aborted) await sandbox.advanceClock(Duration.seconds(3));
  }
  return deployment;
}

const EVERYTHING_ELSE = ['logs:*', 'cloudformation:*', 'identitystore:Get*', 'identitystore:List*', 'identitystore:Describe*'];

test('a boundary that lacks an action denies it to the function, whose message says so, and one that has it doesn\'t', async () => {
  expect(await deploy('Guardrails', ...EVERYTHING_ELSE)).toMatchObject({ exitCode: 0 });
  const denied = await hastened(deploy('People', ...EVERYTHING_ELSE));
  expect(denied.exitCode).toBe(1);
  const message = denied.output.replaceAll(/\s+/g, ' ');
  expect(message).toContain('ACCESS_DENIED');
  expect(message).toContain('because no permissions boundary allows the identitystore:CreateGroup action');
  expect(await scenario.groups()).toEqual([]);

  expect(await deploy('Guardrails', ...EVERYTHING_ELSE, 'identitystore:*')).toMatchObject({ exitCode: 0 });
  expect(await deploy('People', ...EVERYTHING_ELSE, 'identitystore:*')).toMatchObject({ exitCode: 0 });
  expect(await scenario.groups()).toEqual(['admins']);
}, 600_000);
