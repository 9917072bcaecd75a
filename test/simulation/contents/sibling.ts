import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import type { Time } from '../../../sandbox/time/time';
import type { Handler } from '../domain';

/** The handler of the function of somebody else's resource, in the template. */
export const SIBLING_HANDLER = 'sibling.handler';

/** A function whose resource fails after as many milliseconds as it is declared with, so that CloudFormation gives up what others are doing. */
export function siblingHandler(time: Time, putAnswer: (url: string, body: string) => Promise<unknown>): Handler {
  return async (event: CloudFormationCustomResourceEvent) => {
    const { RequestType, RequestId, StackId, LogicalResourceId, ResourceProperties } = event;
    const isFailing = RequestType !== 'Delete';
    if (isFailing) await time.sleep(Number(ResourceProperties.Milliseconds));
    const PhysicalResourceId = RequestType === 'Create' ? RequestId : event.PhysicalResourceId;
    const Status = isFailing ? 'FAILED' : 'SUCCESS';
    await putAnswer(event.ResponseURL, JSON.stringify({ Status, Reason: 'it was to fail', PhysicalResourceId, StackId, RequestId, LogicalResourceId }));
  };
}
