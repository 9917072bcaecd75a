import { CommandResult, Sandbox } from '../../lib/testing';
import { fixtureApp } from './support/fixture-app';

const APP = fixtureApp('functions-app');

let sandbox: Sandbox;
afterEach(() => sandbox.stop());

function deploy(stack: string, ...options: readonly string[]): Promise<CommandResult> {
  return sandbox.cdk(['deploy', stack, ...options, '--require-approval', 'never', '--app', APP, '--output', `cdk.out/functions-${process.pid}`]);
}

test('a function with logRetention is deployed', async () => {
  sandbox = await Sandbox.start();
  const deployed = await deploy('Logs');
  expect(deployed).toMatchObject({ exitCode: 0, output: expect.stringMatching(/Logs\.LogGroup = \/aws\/lambda\/Logs-Worker/) });
});

test('a stack is deployed that tells a topic of its events, which its template knows', async () => {
  sandbox = await Sandbox.start();
  const topic = 'arn:aws:sns:us-east-1:123456789012:deployments';
  expect(await deploy('Topics', '--notification-arns', topic)).toMatchObject({ exitCode: 0, output: expect.stringContaining(`Topics.Topics = ${topic}\n`) });
  expect(await deploy('Topics', '--notification-arns', topic)).toMatchObject({ exitCode: 0, output: expect.stringContaining('(no changes)') });
});

test('a call of a service whose client only Lambda has fails at once with what can be done, and --record-only is what helps', async () => {
  sandbox = await Sandbox.start();
  const failed = await deploy('Calls');
  expect(failed).toMatchObject({
    exitCode: 1,
    output: expect.stringContaining('The function asks for @aws-sdk/client-sns, which Lambda has in the image of functions, and the cdk-org-guard sandbox doesn\'t. Put the module into the code '
      + 'of the function, or start the sandbox with --record-only Custom::Topics: then such resources are recorded, and their function isn\'t called.'),
  });
  await sandbox.stop();

  sandbox = await Sandbox.start({ recordOnly: ['Custom::Topics'] });
  expect(await deploy('Calls')).toMatchObject({ exitCode: 0 });
});
