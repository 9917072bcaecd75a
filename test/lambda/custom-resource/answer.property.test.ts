import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import fc from 'fast-check';
import { bodyOf } from '../../../lambda/custom-resource/answer';
import { failure, messageOf } from '../../../lambda/guard/failure';
import { quoted } from '../../../lambda/guard/wording';
import { anyText } from '../../support/any-text';

test('an answer with any names in it has at most 4,096 bytes and is one line with code and link, without the word for which the CDK CLI hides a message', () => {
  fc.assert(fc.property(anyText(2000), anyText(2000), fc.string({ maxLength: 250 }), (entity, id, logicalId) => {
    const event = { StackId: 'stack', RequestId: 'request', LogicalResourceId: logicalId } as CloudFormationCustomResourceEvent;
    const failed = failure('ALREADY_EXISTS', { entity: quoted(`cancelled${entity}`), id: quoted(id, 3000) });
    const body = bodyOf(event, { status: 'FAILED', physicalResourceId: 'failed:request', reason: messageOf(failed, 'https://example.com') });
    const { Reason: reason } = JSON.parse(body) as { Reason: string };
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(4096);
    expect(reason).not.toContain('cancelled');
    expect(reason).toMatch(/^ALREADY_EXISTS: [^\n\r]* https:\/\/example\.com\/blob\/main\/docs\/reasons\.md#already_exists$/);
  }), { seed: 1, numRuns: 200 });
});
