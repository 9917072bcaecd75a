import type { AwsError } from '../../../lambda/errors/aws-error';
import { callFailure } from '../../../lambda/guard/call-failure';
import { messageOf } from '../../../lambda/guard/failure';

const HOMEPAGE = 'https://example.com';
const DOING = 'creating group "admins"';

function error(members: Partial<AwsError> = {}): AwsError {
  return { operation: 'identitystore:CreateGroup', exception: 'ThrottlingException', message: 'Slow down', ...members };
}

function throttled(members: Partial<AwsError> = {}): string {
  return messageOf(callFailure({ kind: 'FAILED', code: 'THROTTLED', error: error(members), attempts: 5, seconds: 12 }, DOING), HOMEPAGE);
}

test.each([
  { operation: 'identitystore:CreateGroup', service: 'the Identity Store' },
  { operation: 'organizations:DescribeAccount', service: 'AWS Organizations' },
  { operation: 'sts:AssumeRole', service: 'AWS STS' },
  { operation: 'cloudformation:DescribeStacks', service: 'AWS CloudFormation' },
  { operation: 'kms:Decrypt', service: 'the service' },
])('the failure of $operation says what was being done, how often and for how long, and that it is of $service', ({ operation, service }) => {
  expect(throttled({ operation })).toBe(`THROTTLED: creating group "admins" was refused 5 times in 12 s because ${service} gets too many requests. Deploy again when `
    + `other clients of the service are quieter, or ask AWS Support to raise its request rate. [ThrottlingException, ${operation}] https://example.com/blob/main/docs/reasons.md#throttled`);
});

test('the evidence has the reason and the request, where AWS gave them', () => {
  expect(throttled({ reason: 'KMS_THROTTLING', requestId: '1234' })).toContain(' [ThrottlingException KMS_THROTTLING, identitystore:CreateGroup, request 1234] https://');
});

test.each([
  { said: 'Slow down', shown: '"Slow down"' },
  { said: '', shown: 'AWS gave no reason' },
  { said: 'x'.repeat(601), shown: `"${'x'.repeat(597)}…"` },
])('a conflict that the resource knows nothing about is unexpected, and says $shown', ({ said, shown }) => {
  expect(messageOf(callFailure({ kind: 'CONFLICT', error: error({ exception: 'ConflictException', message: said }) }, DOING), HOMEPAGE)).toBe('UNEXPECTED: '
    + `creating group "admins" failed in a way this version doesn't know: ${shown}. Read what AWS said, and report it to the project together with the `
    + 'code in brackets if it is no fault of the template. [ConflictException, identitystore:CreateGroup] https://example.com/blob/main/docs/reasons.md#unexpected');
});

test('a call that was never sent has no evidence', () => {
  const failed = callFailure({ kind: 'FAILED', code: 'OUT_OF_TIME', attempts: 0, seconds: 0 }, DOING);
  expect(failed).toEqual({
    kind: 'REFUSED', code: 'OUT_OF_TIME',
    words: { doing: DOING, operation: 'nothing', service: 'the service', details: '', message: 'AWS gave no reason', attempts: '0', seconds: '0' },
  });
  expect(messageOf(failed, HOMEPAGE)).toBe('OUT_OF_TIME: creating group "admins" could not be finished in the time of one function call. Deploy again: the next deployment '
    + 'takes up what is already there. https://example.com/blob/main/docs/reasons.md#out_of_time');
});

test('what else was found out stands in its place', () => {
  const failed = callFailure({
    kind: 'FAILED', code: 'ACCOUNT_OWNER_NOT_VERIFIED', error: error({ operation: 'organizations:InviteAccountToOrganization', exception: 'AccountOwnerNotVerifiedException' }),
    attempts: 1, seconds: 0,
  }, 'inviting account 111122223333', ' (r***@example.com)');
  expect(messageOf(failed, HOMEPAGE)).toContain('inviting account 111122223333 is not possible because the management account has not verified its e-mail address (r***@example.com). ');
});

test.each([
  { code: 'ACCESS_DENIED', details: '; network rules decide from where this is allowed: those of the identity store (VpceAccessRequired, ApiRestrictSourceVpcs, ApiAllowSourceIps) or a policy\'s' },
  { code: 'ACCOUNT_OWNER_NOT_VERIFIED', details: '' },
] as const)('the cause that AWS tells of stands in its place if it is a denial: $code', ({ code, details }) => {
  const result = { kind: 'FAILED', code, error: error({ message: 'VpceAccessRequired' }), attempts: 1, seconds: 0 } as const;
  expect(callFailure(result, DOING).words.details).toBe(details);
  expect(callFailure(result, DOING, ' (found)').words.details).toBe(' (found)');
});

test('a denial without an answer of AWS has no cause', () => {
  expect(callFailure({ kind: 'FAILED', code: 'ACCESS_DENIED', attempts: 1, seconds: 0 }, DOING).words.details).toBe('');
});

test('a resource that nobody named is called so', () => {
  expect(messageOf(callFailure({ kind: 'FAILED', code: 'OUT_OF_TIME', attempts: 1, seconds: 0 }, DOING), HOMEPAGE)).not.toContain('undefined');
  const words = { entity: 'the invitation', handshake: 'h-1' };
  expect(messageOf({ kind: 'REFUSED', code: 'INVITATION_EXPIRED', words }, HOMEPAGE)).toContain('Change generation of the resource to another text');
});
