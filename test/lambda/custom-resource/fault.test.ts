import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { faultIn } from '../../../lambda/custom-resource/fault';

test('a fault of the function\'s own says what was thrown, and which resource it was for', () => {
  const event = { RequestType: 'Delete', LogicalResourceId: 'Thing' } as CloudFormationCustomResourceEvent;
  expect(faultIn(event, new RangeError('too far'))).toStrictEqual({
    kind: 'REFUSED', code: 'UNEXPECTED', words: { doing: 'handling Delete of "Thing"', message: '"RangeError too far"' },
  });
});
