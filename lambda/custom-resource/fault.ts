import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { awsErrorOf } from '../errors/aws-error';
import { Failure, failure } from '../guard/failure';
import { quoted } from '../guard/wording';

/** The failure for what was thrown and nobody expected: a fault of the function's own. */
export function faultIn(event: CloudFormationCustomResourceEvent, thrown: unknown): Failure {
  const { exception, message } = awsErrorOf(event.RequestType, thrown);
  const doing = `handling ${event.RequestType} of ${quoted(event.LogicalResourceId)}`;
  return failure('UNEXPECTED', { doing, message: quoted(`${exception} ${message}`) });
}
