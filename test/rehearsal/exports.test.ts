import { CfnOutput, Fn, Stack } from 'aws-cdk-lib';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Effect } from '../../sandbox/faults/fault';
import { group } from '../support/declared-groups';
import { together } from '../support/declared-users';
import { InProcess } from '../support/in-process';
import { linesOf, planOf } from '../support/planned';

const TEAM = group('Team', { displayName: 'team' });
const OTHER = group('Other', { displayName: 'other' });

function exporting(stack: Stack): void {
  new CfnOutput(stack, 'TeamId', { value: TEAM(stack).groupId, exportName: 'team' });
}

function importing(stack: Stack): void {
  new StringParameter(stack, 'Team', { stringValue: Fn.importValue('team') });
}

async function deployed(): Promise<InProcess> {
  const world = new InProcess();
  await world.deploy('People', together(exporting, OTHER));
  await world.deploy('Apps', importing);
  return world;
}

test.each<[where: string, apps: Readonly<Record<string, (stack: Stack) => void>>]>([
  ['is not in the app', {}], ['is deployed after it, and holds nothing of this library', { Apps: importing }],
])('there is no plan of a stack that takes away an export, as long as a stack uses it that %s', async (_where, apps) => {
  const world = await deployed();
  const plan = await planOf(world, { People: OTHER, ...apps });
  expect(plan.stacks[0]?.noPlan).toBe('Export team cannot be deleted as it is in use by Apps');
  expect((await world.deploy('People', OTHER)).status).toBe('UPDATE_ROLLBACK_COMPLETE');
});

test('an export can go once the stack that used it is deployed without it', async () => {
  const world = await deployed();
  const plan = await planOf(world, { Apps: group('Apps', { displayName: 'apps' }), People: OTHER });
  expect(linesOf(plan)).toEqual(['creates group apps', 'keeps group other', 'deletes group team']);
});

test('what is exported and used is no obstacle to other changes', async () => {
  const plan = await planOf(await deployed(), { People: exporting });
  expect(linesOf(plan)).toEqual(['keeps group team', 'deletes group other']);
});

test('it is said that nobody may see who uses an export', async () => {
  const world = await deployed();
  const denied: Effect = { kind: 'ERROR', code: 'AccessDenied', httpStatus: 400, message: 'not allowed', fields: {} };
  world.fault('cloudformation:ListImports', denied);
  const { remarks } = await planOf(world, { People: exporting });
  expect(remarks[0]).toBe('Not read, so that nothing is known of it: imports of team in us-east-1 (not allowed).');
});
