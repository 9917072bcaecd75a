import { DEFAULT_SWITCHES } from '../../../sandbox/cloudformation/switches';
import type { Seen } from '../../../sandbox/seed/probe-result';
import { Experiment, ifAll } from '../experiment';
import { accountLimits } from './experiments/account-limits';
import { answers } from './experiments/answers';
import { deletion } from './experiments/deletion';
import { eventsAtOnce } from './experiments/events-at-once';
import { express } from './experiments/express';
import { lists } from './experiments/lists';
import { noRollback } from './experiments/no-rollback';
import { policies } from './experiments/policies';
import { requestRatesOf } from './experiments/request-rates';
import { rollback } from './experiments/rollback';
import { templates } from './experiments/templates';
import type { ProbedStack } from './probed-stack';

const TO_CREATE = ['cloudformation:CreateStack', 'cloudformation:DeleteStack', 'cloudformation:DescribeStacks', 'logs:FilterLogEvents'];
const TO_UPDATE = [...TO_CREATE, 'cloudformation:UpdateStack'];

/** Experiments with a stack, in the order of its life. */
export const STACK_EXPERIMENTS: readonly Experiment<ProbedStack>[] = [
  {
    name: 'account-limits',
    facts: ['how many functions run at the same time in an account'],
    calls: ['lambda:GetAccountSettings'],
    switches: [{ service: 'lambda', name: 'concurrency', follows: ({ concurrency }) => concurrency }],
    code: ['sandbox/lambda/concurrency.ts'],
    run: accountLimits,
  },
  {
    name: 'answers',
    facts: ['whether the URL for an answer tells when it was signed'],
    calls: TO_CREATE,
    switches: [{ service: 'cloudFormation', name: 'datedAnswerUrl', follows: ifAll(['urls'], { DATED: true, NOT_DATED: false }) }],
    code: ['lambda/custom-resource/event-time.ts'],
    run: answers,
  },
  {
    name: 'rollback',
    facts: ['which id a rollback after a replacement has'],
    calls: TO_UPDATE,
    switches: [{ service: 'cloudFormation', name: 'rollbackPhysicalId', follows: ifAll(['idOfRollback'], { NEW: 'NEW', OLD: 'OLD' }) }],
    code: ['lambda/guard/ownership.ts'],
    run: rollback,
  },
  {
    name: 'templates',
    facts: ['whether GetTemplate during an update gives the new template'],
    calls: TO_UPDATE,
    switches: [{ service: 'cloudFormation', name: 'templateDuringUpdate', follows: ifAll(['templateDuringUpdate'], { NEW: 'NEW', OLD: 'OLD' }) }],
    code: ['lambda/guard/stack-reading.ts', 'lambda/guard/stack-template.ts', 'lambda/guard/stack-view.ts'],
    run: templates,
  },
  {
    name: 'lists',
    facts: ['whether deleted resources are listed', 'as what a request is authorized that names a stack by its id'],
    calls: [...TO_UPDATE, 'cloudformation:DescribeStackEvents', 'cloudformation:ListStackResources'],
    switches: [
      { service: 'cloudFormation', name: 'namedStack', follows: ifAll(['listedByItsId'], { ALLOWED: 'ID', AccessDenied: 'NAME' }) },
      { service: 'cloudFormation', name: 'pageSize', follows: ({ pageOfEvents: size }) => size },
    ],
    code: ['lambda/guard/own-stack.ts', 'lib/functions/permission-policies.ts'],
    marks: { 'docs/security.md': 1 },
    run: lists,
  },
  {
    name: 'policies',
    facts: ['seconds until a new policy works, in a cold and in a warm instance'],
    calls: [...TO_UPDATE, 'cloudformation:DescribeStackEvents'],
    switches: [],
    code: ['lambda/custom-resource/another-environment.ts', 'lambda/guard/schedules.ts'],
    run: policies,
  },
  {
    name: 'express',
    facts: ['whether `--express` waits for the answers of custom resources'],
    calls: [...TO_UPDATE, 'cloudformation:DescribeStackEvents'],
    switches: [],
    code: ['sandbox/cloudformation/inputs.ts'],
    marks: { 'docs/operations.md': 1 },
    run: express,
  },
  {
    name: 'no-rollback',
    facts: ['what `--no-rollback` leaves of an update that fails'],
    calls: TO_UPDATE,
    switches: [],
    code: ['lambda/custom-resource/deletion.ts'],
    run: noRollback,
  },
  {
    name: 'deletion',
    facts: ['how often a deletion is tried while the stack is deleted'],
    calls: TO_UPDATE,
    switches: [{ service: 'cloudFormation', name: 'stackDeletionAttempts', follows: ({ attempts }) => attempts }],
    code: ['lambda/custom-resource/deletion.ts'],
    run: deletion,
  },
  {
    name: 'events-at-once',
    facts: ['how many events CloudFormation sends at once on create, update, clean-up and delete'],
    calls: TO_UPDATE,
    switches: [],
    code: ['lambda/guard/schedules.ts'],
    run: eventsAtOnce,
  },
];

/** Experiments that others in the account may notice. */
export const THROTTLING_EXPERIMENTS: readonly Experiment<ProbedStack>[] = [
  {
    name: 'request-rates',
    facts: ['rate of DescribeStacks'],
    calls: TO_CREATE,
    switches: [{ service: 'cloudFormation', name: 'requestRates', follows: requestRates }],
    code: ['lambda/guard/schedules.ts', 'lambda/guard/own-stack.ts'],
    run: requestRatesOf,
  },
];

/** Only one of the operations is measured: the others stay as they are assumed to be. */
function requestRates({ sentAtOnce, takenAtOnce: burst, takenASecondLater: perSecond }: Seen): object | undefined {
  const isLimited = typeof burst === 'number' && typeof perSecond === 'number' && burst > 0 && perSecond > 0 && sentAtOnce !== burst;
  return isLimited ? { ...DEFAULT_SWITCHES.requestRates, DescribeStacks: { perSecond, burst } } : undefined;
}
