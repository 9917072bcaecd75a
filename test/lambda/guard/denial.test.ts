import { causeOfDenial, deniedRole } from '../../../lambda/guard/denial';

const USER = 'User: arn:aws:sts::111122223333:assumed-role/People-Role/People-Function';
const ON_STORE = `${USER} is not authorized to perform: identitystore:CreateUser on resource: arn:aws:identitystore::999988887777:identitystore/d-1234567890`;
const NETWORK = '; network rules decide from where this is allowed: those of the identity store (VpceAccessRequired, ApiRestrictSourceVpcs, ApiAllowSourceIps) or a policy\'s';

test.each([
  { says: `${ON_STORE} because no identity-based policy allows the identitystore:CreateUser action`, cause: '; the store is that of account 999988887777: if ownerAccount is declared as another one, that is why' },
  { says: `${ON_STORE} with an explicit deny in a service control policy`, cause: '' },
  { says: `${ON_STORE} with an explicit deny in a VPC endpoint policy`, cause: NETWORK },
  { says: 'The identity store has VpceAccessRequired', cause: NETWORK },
  { says: `${USER} is not authorized to perform: identitystore:CreateUser on resource: arn:aws:identitystore:::user/* because no identity-based policy allows`, cause: '' },
  { says: 'User: arn:aws:sts::111122223333:assumed-role/SourceIpRole/x is not authorized to perform: identitystore:CreateUser', cause: '' },
  { says: '', cause: '' },
])('what AWS says of a denial tells its cause or doesn\'t: $says', ({ says, cause }) => {
  expect(causeOfDenial(says)).toBe(cause);
});

test.each([
  { says: ON_STORE, role: 'arn:aws:iam::111122223333:role/People-Role' },
  { says: 'User: arn:aws-cn:iam::111122223333:role/People-Role is not authorized', role: 'arn:aws-cn:iam::111122223333:role/People-Role' },
  { says: 'User: arn:aws:iam::111122223333:user/ada is not authorized', role: undefined },
  { says: 'Denied', role: undefined },
])('the role that was denied is named as trust policies name it: $role', ({ says, role }) => {
  expect(deniedRole(says)).toBe(role);
});
