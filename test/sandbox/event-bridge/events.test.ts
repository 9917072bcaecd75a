import { EventBridgeClient, PutEventsCommand, PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { clientSettings } from '../../../rehearsal/functions/client-settings';
import { WireHandler } from '../../../rehearsal/functions/wire-handler';
import { describeState } from '../../../sandbox/command/describe';
import { stateOf } from '../../../sandbox/control/state';
import { exception, notEmulated } from '../../support/refusals';
import { ScriptedFunctions } from '../../support/scripted-functions';

const ENTRY: PutEventsRequestEntry = { Source: 'cdk-org-guard', DetailType: 'Contents done', Detail: '{"done":5}' };
const BUS = 'arn:aws:events:us-east-1:123456789012:event-bus/default';

let world: ScriptedFunctions;
beforeEach(() => { world = new ScriptedFunctions(); });

function put(Entries: PutEventsRequestEntry[], accessKeyId = 'SANDBOXPERSON') {
  const requestHandler = new WireHandler((request) => world.sandbox.answer(request));
  return new EventBridgeClient({ ...clientSettings(accessKeyId), requestHandler }).send(new PutEventsCommand({ Entries }));
}

/** The access key of a role that may put some events. */
function keyOf(Resource: string, Condition?: object): string {
  const roleArn = 'arn:aws:iam::123456789012:role/teller';
  const roles = world.sandbox.roles.in('123456789012');
  roles.create('teller', { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }] });
  roles.putPolicy('teller', 'Policy', { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'events:PutEvents', Resource, ...(Condition && { Condition }) }] });
  return world.sandbox.callers.issue({ account: '123456789012', arn: 'arn:aws:sts::123456789012:assumed-role/teller/session', roleArn });
}

function denied(): Error {
  return exception('AccessDeniedException', 'User: arn:aws:sts::123456789012:assumed-role/teller/session is not authorized to perform: events:PutEvents '
    + `on resource: ${BUS} because no identity-based policy allows the events:PutEvents action`, {}, 403);
}

test('an event is recorded, and what it tells is in the state', async () => {
  const answer = await put([{ ...ENTRY, Resources: ['arn:a'], Time: new Date('2026-01-01T00:00:05Z') }, { ...ENTRY, EventBusName: BUS }]);
  expect(answer).toMatchObject({ FailedEntryCount: 0, Entries: [{ EventId: expect.any(String) as string }, { EventId: expect.any(String) as string }] });
  const event = { account: '123456789012', region: 'us-east-1', bus: 'default', source: 'cdk-org-guard', detailType: 'Contents done', detail: { done: 5 } };
  expect(stateOf(world.sandbox).events).toEqual([
    { ...event, id: answer.Entries?.[0]?.EventId, resources: ['arn:a'], time: '2026-01-01T00:00:05.000Z' },
    { ...event, id: answer.Entries?.[1]?.EventId, resources: [], time: '2026-01-01T00:00:00.000Z' },
  ]);
  expect(describeState(stateOf(world.sandbox)).split('\n').slice(0, 2).map((line) => line.trim().replaceAll(/ {2,}/g, ' | ')))
    .toEqual(['Events: 2', '2026-01-01T00:00:05.000Z | cdk-org-guard | Contents done | {"done":5}']);
});

test.each<[Partial<PutEventsRequestEntry>, string, string]>([
  [{ Source: undefined }, 'InvalidArgument', 'Parameter Source is not valid. Reason: Source is a required argument.'],
  [{ DetailType: undefined }, 'InvalidArgument', 'Parameter DetailType is not valid. Reason: DetailType is a required argument.'],
  [{ Detail: undefined }, 'InvalidArgument', 'Parameter Detail is not valid. Reason: Detail is a required argument.'],
  [{ Detail: '[]' }, 'MalformedDetail', 'Detail is malformed.'],
  [{ Detail: '{' }, 'MalformedDetail', 'Detail is malformed.'],
  [{ Source: 'aws.s3' }, 'NotAuthorizedForSourceException', 'Not authorized for the source aws.s3'],
])('an event with %j is refused by itself', async (wrong, ErrorCode, ErrorMessage) => {
  const entry = { ...ENTRY, ...wrong } as PutEventsRequestEntry;
  expect(await put([ENTRY, entry])).toMatchObject({ FailedEntryCount: 1, Entries: [{}, { ErrorCode, ErrorMessage }] });
  expect(world.sandbox.home.events.all).toHaveLength(1);
});

test('an event for a bus that isn\'t there is lost', async () => {
  expect(await put([{ ...ENTRY, EventBusName: 'other' }])).toMatchObject({ FailedEntryCount: 0 });
  expect(world.sandbox.home.events.all).toEqual([]);
});

test('a request has 10 events and 1 MB at most', async () => {
  await put(Array.from({ length: 10 }, () => ENTRY));
  await expect(put(Array.from({ length: 11 }, () => ENTRY))).rejects.toEqual(exception('ValidationException',
    '1 validation error detected: Value \'[11 entries]\' at \'entries\' failed to satisfy constraint: Member must have length less than or equal to 10'));
  await expect(put([])).rejects.toEqual(exception('ValidationException',
    '1 validation error detected: Value \'[]\' at \'entries\' failed to satisfy constraint: Member must have length greater than or equal to 1'));
  const ofSize = (bytes: number): PutEventsRequestEntry => ({ Source: 's', DetailType: 't', Detail: `{"a":"${'x'.repeat(bytes - 10)}"}` });
  await put([ofSize(1_048_576)]);
  await expect(put([ofSize(1_048_577)])).rejects.toEqual(exception('ValidationException', 'Total size of the entries in the request is over the limit.'));
});

test('a role puts the events that its policy allows', async () => {
  await put([ENTRY], keyOf(BUS));
  await expect(put([ENTRY], keyOf('arn:aws:events:us-east-1:123456789012:event-bus/other'))).rejects.toEqual(denied());
  await put([ENTRY], keyOf(BUS, { StringEquals: { 'events:source': 'cdk-org-guard' } }));
  await expect(put([ENTRY], keyOf(BUS, { StringEquals: { 'events:source': 'other' } }))).rejects.toEqual(denied());
});

test('rules, which would take events somewhere, are refused by name', async () => {
  const Rule = { Type: 'AWS::Events::Rule', Properties: { EventPattern: { source: ['cdk-org-guard'] } } };
  expect(() => world.deploy({ Rule })).toThrow(notEmulated('the resource type AWS::Events::Rule (resource Rule); '
    + '--record-only AWS::Events::Rule, in a test recordOnly, records it instead'));
});
