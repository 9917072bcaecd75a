import { CommandResult, Sandbox } from '../../lib/testing';
import { fixtureApp } from './support/fixture-app';

const APP = fixtureApp('refactor-app');

let sandbox: Sandbox;
beforeEach(async () => { sandbox = await Sandbox.start(); });
afterEach(() => sandbox.stop());

interface Declared {
  readonly moved: boolean;
  readonly name: string;
  readonly group?: string;
}

function cdk(words: readonly string[], declared: Declared): Promise<CommandResult> {
  return sandbox.cdk([...words, '--app', APP, '--output', `cdk.out/refactor-${process.pid}`, '--context', `declared=${JSON.stringify(declared)}`]);
}

const deploy = (declared: Declared) => cdk(['deploy', '--all', '--require-approval', 'never'], declared);
const refactor = (declared: Declared) => cdk(['refactor', '--unstable=refactor', '--force'], declared);

/** The physical ids of parameters by where they are: `First.Old`. */
async function parameters(): Promise<Record<string, string>> {
  const { stacks } = await sandbox.state();
  return Object.fromEntries(stacks.flatMap(({ name, resources }) => resources.filter(({ type }) => type === 'AWS::SSM::Parameter')
    .map(({ logicalId, physicalId }) => [`${name}.${logicalId.replace(/[0-9A-F]{8}$/, '')}`, physicalId])));
}

test('cdk refactor moves a resource to another stack by another name, and deploys what the app declares then', async () => {
  expect(await deploy({ moved: false, name: 'Old' })).toMatchObject({ exitCode: 0 });
  const before = await parameters();

  const refactored = await refactor({ moved: true, name: 'New' });
  expect(refactored.output).toContain('Stack refactor complete');
  expect(refactored.exitCode).toBe(0);
  const { 'First.Old': moved, ...others } = before;
  expect(await parameters()).toEqual({ ...others, 'Second.New': moved });
});

test('cdk refactor of a stack with guarded resources fails as CloudFormation says, and leaves everything where it is', async () => {
  expect(await deploy({ moved: false, name: 'Old', group: 'Admins' })).toMatchObject({ exitCode: 0 });
  const before = await parameters();

  const failed = await refactor({ moved: true, name: 'Old', group: 'Admins' });
  expect(failed.output).toContain('Refactor failed: Refactor creation: [CREATE_FAILED] arn:aws:cloudformation:us-east-1:123456789012:stack/First/');
  expect(failed.output).toContain(': Stack Refactor does not support Custom::IdentityStoreGroup.\n');
  expect(await parameters()).toEqual(before);
});
