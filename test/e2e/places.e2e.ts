import { CommandResult, Sandbox } from '../../lib/testing';
import { fixtureApp } from './support/fixture-app';

const APP = fixtureApp('places-app');
const ACCOUNT = '222233334444';
// Of its own, as for every command here: the folder that is the default belongs to whoever works beside the tests, and one command at a time may write to it.
const OUTPUT = `cdk.out/places-${process.pid}`;
const SEED = { identityStores: { 'd-1234567890': { region: 'eu-west-1', ownerAccount: ACCOUNT } } };

let sandbox: Sandbox;
beforeEach(async () => { sandbox = await Sandbox.start({ seed: SEED }); });
afterEach(() => sandbox.stop());

function cdk(words: readonly string[], ...context: readonly string[]): Promise<CommandResult> {
  return sandbox.cdk([...words, '--app', APP, '--output', OUTPUT, ...context.flatMap((pair) => ['--context', pair])]);
}

/** The command with the credentials of a person in an account. */
function signedIn(account: string, words: readonly string[]): Promise<CommandResult> {
  return sandbox.run('env', [`AWS_ACCESS_KEY_ID=SANDBOX${account}`, process.execPath, require.resolve('aws-cdk/bin/cdk'), ...words]);
}

async function stacks(): Promise<string[]> {
  return (await sandbox.state()).stacks.map(({ name, account, region, status }) => `${name} in ${account}, ${region}: ${status}`);
}

test('an app is deployed into two Regions of another account, one stack takes a value of the other, and drift is looked for there', async () => {
  const deployed = await cdk(['deploy', '--all', '--require-approval', 'never']);
  expect(deployed.output).toContain('Groups');
  expect(deployed.exitCode).toBe(0);
  expect(await stacks()).toEqual([`Names in ${ACCOUNT}, us-west-2: CREATE_COMPLETE`, `Groups in ${ACCOUNT}, eu-west-1: CREATE_COMPLETE`]);
  expect((await sandbox.state()).identityStores[0]?.groups).toMatchObject([{ displayName: 'admins' }]);

  const drift = await signedIn(ACCOUNT, ['drift', 'Names', '--fail', '--app', APP, '--output', OUTPUT]);
  expect(drift.output).toContain('No drift detected');
  expect(drift.exitCode).toBe(0);
});

test('cdk bootstrap prepares an account with a qualifier of its own, and what is deployed then goes through the roles that it made', async () => {
  for (const region of ['us-west-2', 'eu-west-1']) {
    const words = ['bootstrap', `aws://${ACCOUNT}/${region}`, '--qualifier', 'own', '--toolkit-stack-name', 'OwnToolkit', '--output', OUTPUT];
    const bootstrapped = await signedIn(ACCOUNT, [...words, '--trust', '123456789012', '--cloudformation-execution-policies', 'arn:aws:iam::aws:policy/AdministratorAccess']);
    expect(bootstrapped.output).toContain('bootstrapped.');
    expect(bootstrapped.exitCode).toBe(0);
  }
  const deployed = await cdk(['deploy', '--all', '--require-approval', 'never'], 'qualifier=own');
  expect(deployed.output).toContain('✅  Groups');
  expect(deployed.exitCode).toBe(0);
  expect(await stacks()).toEqual([
    `OwnToolkit in ${ACCOUNT}, us-west-2: CREATE_COMPLETE`, `Names in ${ACCOUNT}, us-west-2: CREATE_COMPLETE`,
    `OwnToolkit in ${ACCOUNT}, eu-west-1: CREATE_COMPLETE`, `Groups in ${ACCOUNT}, eu-west-1: CREATE_COMPLETE`,
  ]);
});
