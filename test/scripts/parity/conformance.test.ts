import { differencesOf } from '../../../scripts/parity/conformance';
import type { ServiceModel } from '../../../scripts/parity/service-models';

const MODEL: ServiceModel = {
  metadata: { targetPrefix: 'Service' },
  operations: { List: { output: { shape: 'Output' }, errors: [{ shape: 'ConflictException' }] }, Delete: {} },
  shapes: {
    Output: {
      type: 'structure', required: ['Users'],
      members: { Users: { shape: 'Users' }, State: { shape: 'State' }, At: { shape: 'At' }, Whole: { shape: 'Count' }, Is: { shape: 'Is' }, Any: { shape: 'Any' }, Map: { shape: 'Map' } },
    },
    Users: { type: 'list', member: { shape: 'User' }, max: 2 },
    User: { type: 'structure', required: ['Id'], members: { Id: { shape: 'Id' } } },
    Id: { type: 'string', min: 2, max: 4, pattern: '[\\p{L}]+' },
    State: { type: 'string', enum: ['OPEN', 'ACCEPTED'] },
    At: { type: 'timestamp' },
    Count: { type: 'integer', min: 1, max: 9 },
    Is: { type: 'boolean' },
    Any: { type: 'structure', members: {}, document: true },
    Map: { type: 'map', key: { shape: 'Id' }, value: { shape: 'Is' } },
    ConflictException: { type: 'structure', members: { Message: { shape: 'Text' }, Reason: { shape: 'State' } } },
    Text: { type: 'string' },
  },
};

const answered = (output: object): string[] => differencesOf(MODEL, { operation: 'List', status: 200, body: JSON.stringify(output) });
const refused = (exception: object): string[] => differencesOf(MODEL, { operation: 'List', status: 400, body: JSON.stringify(exception) });

test.each<[what: string, output: object]>([
  ['an empty list', { Users: [] }],
  ['every member', { Users: [{ Id: 'Zoë' }], State: 'OPEN', At: 1.5, Whole: 9, Is: false, Any: { of: ['anything'] }, Map: { ab: true } }],
  ['null for what isn\'t there', { Users: [], State: null }],
])('an answer with %s is as the model has it', (_what, output) => {
  expect(answered(output)).toEqual([]);
});

test.each<[output: object, difference: string]>([
  [{}, 'Users is missing'],
  [{ Users: [{}] }, 'Users[].Id is missing'],
  [{ Users: [], Name: 'x' }, 'Name is unknown'],
  [{ Users: {} }, 'Users: {} is no list'],
  [{ Users: ['x'] }, 'Users[]: "x" is no structure'],
  [{ Users: [{ Id: 'ab' }, { Id: 'ab' }, { Id: 'ab' }] }, 'Users: its length of 3 is above 2'],
  [{ Users: [{ Id: 'a1' }] }, 'Users[].Id: "a1" doesn\'t match [\\p{L}]+'],
  [{ Users: [{ Id: 'a' }] }, 'Users[].Id: "a": its length is below 2'],
  [{ Users: [], State: 'CLOSED' }, 'State: "CLOSED" is none of OPEN, ACCEPTED'],
  [{ Users: [], At: '2026-01-01' }, 'At: "2026-01-01" is no number'],
  [{ Users: [], Whole: 10 }, 'Whole: 10 is above 9'],
  [{ Users: [], Is: 'true' }, 'Is: "true" is neither true nor false'],
  [{ Users: [], Map: { a: true } }, 'Map{}: "a": its length is below 2'],
  [{ Users: [], Map: { ab: 1 } }, 'Map.ab: 1 is neither true nor false'],
])('the answer %j differs', (output, difference) => {
  expect(answered(output)).toEqual([difference]);
});

test.each<[exception: object, differences: string[]]>([
  [{ __type: 'com.amazonaws#ConflictException', message: 'x', Message: 'x', Reason: 'OPEN' }, []],
  [{ __type: 'ConflictException', message: 'x', Message: 'x', RequestId: 'x' }, ['ConflictException.RequestId is unknown']],
  [{ __type: 'NotEmulated', message: 'x' }, ['NotEmulated: the operation has no such exception']],
])('the exception %j differs by %j', (exception, differences) => {
  expect(refused(exception)).toEqual(differences);
});

test('an operation without output answers nothing, and one that the model doesn\'t have isn\'t the service\'s', () => {
  expect(differencesOf(MODEL, { operation: 'Delete', status: 200, body: '{}' })).toEqual([]);
  expect(differencesOf(MODEL, { operation: 'Delete', status: 200, body: '{"Id":"x"}' })).toEqual(['Id is unknown']);
  expect(differencesOf(MODEL, { operation: 'Invent', status: 200, body: '{}' })).toEqual(['the model has no such operation']);
});
