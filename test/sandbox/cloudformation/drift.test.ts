import {
  CloudFormationClient, DescribeStackDriftDetectionStatusCommand, DescribeStackResourceDriftsCommand, DetectStackDriftCommand, StackResourceDrift,
} from '@aws-sdk/client-cloudformation';
import { DeleteGroupCommand, UpdateGroupCommand } from '@aws-sdk/client-identitystore';
import { CfnResource } from 'aws-cdk-lib';
import { group } from '../../support/declared-groups';
import { clientSettings } from '../../../rehearsal/functions/client-settings';
import { STORE } from '../../support/ids';
import { InProcess } from '../../support/in-process';
import { WireHandler } from '../../../rehearsal/functions/wire-handler';

let world: InProcess;
let client: CloudFormationClient;
beforeEach(() => {
  world = new InProcess();
  client = new CloudFormationClient({ ...clientSettings('SANDBOXPERSON'), requestHandler: new WireHandler((request) => world.sandbox.answer(request)) });
});

async function detected(StackName: string): Promise<{ status: string | undefined; drifts: StackResourceDrift[] }> {
  const { StackDriftDetectionId } = await client.send(new DetectStackDriftCommand({ StackName }));
  const { DetectionStatus, StackDriftStatus } = await client.send(new DescribeStackDriftDetectionStatusCommand({ StackDriftDetectionId }));
  expect(DetectionStatus).toBe('DETECTION_COMPLETE');
  const { StackResourceDrifts = [] } = await client.send(new DescribeStackResourceDriftsCommand({ StackName }));
  return { status: StackDriftStatus, drifts: StackResourceDrifts };
}

async function nativeGroup(): Promise<string> {
  const properties = { IdentityStoreId: STORE, DisplayName: 'admins', Description: 'Platform team' };
  await world.deploy('A', (scope) => new CfnResource(scope, 'Group', { type: 'AWS::IdentityStore::Group', properties }));
  return world.storedGroups[0]?.GroupId ?? '';
}

test('nobody but a stack changes its functions and roles, and custom resources are not covered', async () => {
  await world.deploy('A', group('admins'));
  const { status, drifts } = await detected('A');
  expect(status).toBe('IN_SYNC');
  expect(drifts.map(({ StackResourceDriftStatus }) => StackResourceDriftStatus)).toEqual(drifts.map(() => 'IN_SYNC'));
  expect(drifts.map(({ ResourceType }) => ResourceType)).toContain('AWS::Lambda::Function');
  expect(drifts.filter(({ ResourceType }) => ResourceType?.startsWith('Custom::'))).toEqual([]);
});

test('a native group that others changed has drifted, with what was declared and what is there', async () => {
  const GroupId = await nativeGroup();
  expect(await detected('A')).toMatchObject({ status: 'IN_SYNC' });
  const Operations = [{ AttributePath: 'description', AttributeValue: 'Others' }];
  await world.identityStore.send(new UpdateGroupCommand({ IdentityStoreId: STORE, GroupId, Operations }));
  const { status, drifts } = await detected('A');
  expect(status).toBe('DRIFTED');
  expect(drifts).toMatchObject([{
    LogicalResourceId: 'Group',
    StackResourceDriftStatus: 'MODIFIED',
    PropertyDifferences: [{ PropertyPath: '/Description', ExpectedValue: 'Platform team', ActualValue: 'Others', DifferenceType: 'NOT_EQUAL' }],
  }]);
});

test('a native group that others deleted has drifted', async () => {
  const GroupId = await nativeGroup();
  await world.identityStore.send(new DeleteGroupCommand({ IdentityStoreId: STORE, GroupId }));
  expect(await detected('A')).toMatchObject({ status: 'DRIFTED', drifts: [{ LogicalResourceId: 'Group', StackResourceDriftStatus: 'DELETED' }] });
});

test('what was never detected is refused', async () => {
  await expect(client.send(new DescribeStackDriftDetectionStatusCommand({ StackDriftDetectionId: 'none' })))
    .rejects.toMatchObject({ name: 'ValidationError', message: 'Stack drift detection with id none does not exist' });
});
