import { isSameRole, Role, roleIn } from '../../../lambda/guard/role';

const GUARD: Role = { account: '123456789012', name: 'People-Role-1' };

test.each<{ readonly text: string | undefined; readonly named: Role | undefined }>([
  { text: 'arn:aws:sts::123456789012:assumed-role/People-Role-1/People-Function', named: GUARD },
  { text: 'arn:aws-us-gov:sts::123456789012:assumed-role/People-Role-1/People-Function', named: GUARD },
  { text: 'arn:aws:iam::123456789012:role/People-Role-1', named: GUARD },
  { text: 'arn:aws:iam::123456789012:role/service-role/teams/People-Role-1', named: GUARD },
  { text: 'arn:aws:iam::123456789012:user/People-Role-1', named: undefined },
  { text: 'arn:aws:iam::123456789012:role/', named: undefined },
  { text: 'arn:aws:sts::123456789012:federated-user/People-Role-1', named: undefined },
  { text: 'see arn:aws:iam::123456789012:role/People-Role-1', named: undefined },
  { text: 'see arn:aws:sts::123456789012:assumed-role/People-Role-1/People-Function', named: undefined },
  { text: 'arn:aws:iam::123456789012:role/teams/', named: undefined },
  { text: 'People-Role-1', named: undefined },
  { text: '123456789012', named: undefined },
  { text: '', named: undefined },
  { text: undefined, named: undefined },
])('the role in $text: $named', ({ text, named }) => {
  expect(roleIn(text)).toEqual(named);
});

test.each([
  { other: GUARD, same: true },
  { other: { ...GUARD, account: '111122223333' }, same: false },
  { other: { ...GUARD, name: 'People-Role-12' }, same: false },
])('is the role of the function: $other, $same', ({ other, same }) => {
  expect(isSameRole(GUARD, other)).toBe(same);
});
