import { conditionOf, Facts } from '../../../cli/progress/condition';
import { exitCodeOf } from '../../../cli/progress/progress';
import { toldStatus } from '../../support/told-progress';

const NOW = toldStatus().updated + 1_000;
const OWN = { requestId: 'request', requestType: 'Update' };
const NEXT = { requestId: 'next', requestType: 'Update' };
const HOUR = 3600_000;

const CASES: [string, string, Partial<Facts>][] = [
  ['nothing is there', 'UNKNOWN', {}],
  ['nothing is there yet', 'STARTING', { isStackChanging: true }],
  ['the function works', 'RUNNING', { wanted: OWN, status: toldStatus() }],
  ['it hasn\'t told anything for an hour', 'SILENT', { wanted: OWN, status: toldStatus(), now: NOW + HOUR }],
  ['it hasn\'t, but the workflow runs', 'RUNNING', { wanted: OWN, status: toldStatus(), now: NOW + HOUR, execution: 'RUNNING' }],
  ['the workflow was stopped', 'FAILED', { wanted: OWN, status: toldStatus(), execution: 'ABORTED' }],
  ['the workflow has failed after its end was told', 'WELL', { wanted: OWN, status: toldStatus({ state: 'DONE' }), execution: 'FAILED' }],
  ['all is done', 'WELL', { wanted: OWN, status: toldStatus({ state: 'DONE' }) }],
  ['all is done, and the head may not be read', 'WELL', { status: toldStatus({ state: 'DONE' }) }],
  ['all is done in a deployment that goes on', 'CHANGING', { wanted: OWN, status: toldStatus({ state: 'DONE' }), isStackChanging: true }],
  ['it has failed in a deployment that goes on', 'CHANGING', { wanted: OWN, status: toldStatus({ state: 'FAILED' }), isStackChanging: true }],
  ['somebody has still to leave', 'OWING', { wanted: OWN, status: toldStatus({ state: 'DONE', owed: 1 }) }],
  ['it has failed', 'FAILED', { wanted: OWN, status: toldStatus({ state: 'FAILED' }) }],
  ['another event came', 'STARTING', { wanted: NEXT, status: toldStatus({ state: 'OVERTAKEN' }) }],
  ['another event came, and nothing was told for an hour', 'SILENT', { wanted: NEXT, status: toldStatus({ state: 'OVERTAKEN' }), now: NOW + HOUR }],
  ['another event came, and its workflow was stopped', 'FAILED', { wanted: NEXT, status: toldStatus({ state: 'OVERTAKEN' }), execution: 'TIMED_OUT' }],
  ['the status has expired, and the last event has succeeded', 'WELL', { wanted: { ...OWN, answer: { status: 'SUCCESS' } } }],
  ['the status has expired, and the last event has failed', 'FAILED', { wanted: { ...OWN, answer: { status: 'FAILED' } } }],
  ['an event was answered that goes on, and has told nothing', 'STARTING', { wanted: { ...NEXT, answer: { status: 'SUCCESS' }, goesOn: true }, status: toldStatus() }],
];

test.each(CASES)('%s: %s', (_, condition, facts) => {
  expect(conditionOf({ isStackChanging: false, now: NOW, ...facts })).toBe(condition);
});

test.each([
  [0, ['WELL', 'WELL']], [1, ['WELL', 'OWING']], [1, ['FAILED']], [1, ['SILENT']], [1, ['UNKNOWN']], [3, ['RUNNING', 'FAILED']], [3, ['STARTING']], [3, ['CHANGING']],
  [0, ['WELL', 'FINISHED']], [1, ['WELL', 'STOPPED']], [3, ['WELL', 'WAITING']], [3, ['OBSERVING', 'STOPPED']],
] as const)('the command ends with %i if contents and campaigns are %j', (code, conditions) => {
  expect(exitCodeOf(conditions.map((condition) => ({ condition })))).toBe(code);
});
