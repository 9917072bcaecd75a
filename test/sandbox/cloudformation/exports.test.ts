import { CfnOutput, CfnWaitConditionHandle, Fn, Stack } from 'aws-cdk-lib';
import { InProcess } from '../../support/in-process';

let world: InProcess;
beforeEach(() => { world = new InProcess(); });

const placeholder = (scope: Stack): unknown => new CfnWaitConditionHandle(scope, 'Placeholder');

function exporting(value: string, exportName = 'shared'): (scope: Stack) => void {
  return (scope) => {
    placeholder(scope);
    new CfnOutput(scope, 'Out', { value, exportName });
  };
}

function importing(scope: Stack): void {
  placeholder(scope);
  new CfnOutput(scope, 'In', { value: Fn.importValue('shared') });
}

test('an exported value reaches the stack that imports it', async () => {
  await world.deploy('Exporter', exporting('42'));
  const stack = await world.deploy('Importer', importing);
  expect(stack.outputs).toEqual([{ key: 'In', value: '42' }]);
});

test('importing what nobody exports fails the stack with its name', async () => {
  const stack = await world.deploy('Importer', importing);
  expect(stack).toMatchObject({ status: 'ROLLBACK_COMPLETE' });
  expect(stack.events.find(({ status }) => status === 'ROLLBACK_IN_PROGRESS')?.reason)
    .toBe('Template error: No export named shared found. Rollback requested by user.');
});

describe('an export that is in use', () => {
  beforeEach(async () => {
    await world.deploy('Exporter', exporting('42'));
    await world.deploy('Importer', importing);
  });

  test.each([
    { change: 'changed', declare: exporting('43'), reason: 'Export shared cannot be updated as it is in use by Importer' },
    { change: 'removed', declare: placeholder, reason: 'Export shared cannot be deleted as it is in use by Importer' },
  ])('can\'t be $change', async ({ declare, reason }) => {
    const stack = await world.deploy('Exporter', (scope) => void declare(scope));
    expect(stack).toMatchObject({ status: 'UPDATE_ROLLBACK_COMPLETE', outputs: [expect.objectContaining({ value: '42' })] });
    expect(stack.events.find(({ status }) => status === 'UPDATE_ROLLBACK_IN_PROGRESS')?.reason).toBe(reason);
  });

  test('keeps its stack from being deleted, until nobody uses it any more', async () => {
    expect(await world.destroy('Exporter')).toMatchObject({
      status: 'DELETE_FAILED', statusReason: 'Export shared cannot be deleted as it is in use by Importer',
    });
    await world.deploy('Importer', (scope) => void placeholder(scope));
    expect(await world.destroy('Exporter')).toMatchObject({ status: 'DELETE_COMPLETE' });
  });
});

test('two stacks can\'t export the same name', async () => {
  await world.deploy('Exporter', exporting('42'));
  const stack = await world.deploy('Other', exporting('43'));
  expect(stack.events.find(({ status }) => status === 'ROLLBACK_IN_PROGRESS')?.reason)
    .toBe('Export with name shared is already exported by stack Exporter. Rollback requested by user.');
});
