import { outOfUse } from '../../../../lambda/organizations/decide/member-state';

const MEMBER = { id: '111122223333', arn: 'arn:aws:organizations::123456789012:account/o-aaaaaaaaaa/111122223333' };

test.each([
  { state: 'SUSPENDED', code: 'ACCOUNT_SUSPENDED_OR_CLOSED' },
  { state: 'PENDING_CLOSURE', code: 'ACCOUNT_SUSPENDED_OR_CLOSED' },
  { state: 'CLOSED', code: 'ACCOUNT_SUSPENDED_OR_CLOSED' },
  { state: 'ACTIVE', code: undefined },
  { state: 'PENDING_ACTIVATION', code: undefined },
  { state: undefined, code: undefined },
  { state: 'A_NEWER_ONE', code: undefined },
])('an account that is $state: $code', ({ state, code }) => {
  const refused = outOfUse({ ...MEMBER, ...(state !== undefined && { state }) });
  expect(refused?.code).toBe(code);
  expect(refused?.words).toEqual(code && { account: '111122223333', state });
});
