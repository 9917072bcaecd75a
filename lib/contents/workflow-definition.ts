import { ABANDONED, PassOutput, WORKFLOW_DAYS } from '../contract/contents';

const DAY_SECONDS = 86_400;

/** Longer than any function runs. */
const PASS_SECONDS = 960;

/** What AWS Lambda is to blame for. */
const BUSY = {
  ErrorEquals: ['Lambda.ServiceException', 'Lambda.AWSLambdaException', 'Lambda.SdkClientException', 'Lambda.TooManyRequestsException'],
  IntervalSeconds: 2,
  MaxAttempts: 10,
  BackoffRate: 2,
  MaxDelaySeconds: 60,
};

/** A function that was ended. The next call finds out what it has done. */
const ENDED = { ErrorEquals: ['States.ALL'], IntervalSeconds: 5, MaxAttempts: 3, BackoffRate: 2 };

/**
 * The workflow in which an event about contents is handled, in the Amazon States Language: the function is called until it says that there is no more to do.
 * Each call takes up to 15 minutes.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html
 */
export function workflowDefinition(functionArn: string): object {
  const isMore: keyof PassOutput = 'isMore';
  return {
    StartAt: 'Pass',
    TimeoutSeconds: WORKFLOW_DAYS * DAY_SECONDS,
    States: {
      Pass: {
        Type: 'Task',
        Resource: functionArn,
        TimeoutSeconds: PASS_SECONDS,
        ResultPath: '$.output',
        Retry: [BUSY, ENDED],
        Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: `$.${ABANDONED}`, Next: 'Abandon' }],
        Next: 'IsMore',
      },
      IsMore: { Type: 'Choice', Choices: [{ Variable: `$.output.${isMore}`, BooleanEquals: true, Next: 'Pass' }], Default: 'Done' },
      Done: { Type: 'Succeed' },
      Abandon: { Type: 'Task', Resource: functionArn, TimeoutSeconds: PASS_SECONDS, ResultPath: null, Retry: [BUSY, ENDED], Next: 'Abandoned' },
      Abandoned: { Type: 'Fail', ErrorPath: `$.${ABANDONED}.Error`, CausePath: `$.${ABANDONED}.Cause` },
    },
  };
}
