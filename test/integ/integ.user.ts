import { ExpectedResult, Match } from '@aws-cdk/integ-tests-alpha';
import { RemovalPolicy } from 'aws-cdk-lib';
import { User } from 'cdk-org-guard';
import { assertTold, givenStore, REMARK, testOf, throwAwayStack } from './given';

const stack = throwAwayStack('user');
const identityStore = givenStore(stack);

const user = new User(stack, 'User', {
  identityStore,
  userName: 'cdk-org-guard-integ-user',
  displayName: REMARK,
  name: { givenName: 'Integration', familyName: 'Test' },
  email: 'user@cdk-org-guard-integ.example.com',
  emailType: 'work',
  phoneNumber: '+1 555 0100',
  address: { streetAddress: '1 Example Street', locality: 'Exampletown', country: 'US' },
  nickName: 'Test',
  title: 'Tester',
  timezone: 'Europe/Berlin',
  preferredLanguage: 'en-us',
  enterprise: { department: 'Tests', costCenter: '42' },
  removalPolicy: RemovalPolicy.DESTROY,
});

const integ = testOf(stack, { destroyed: ['no-user cdk-org-guard-integ-user'] });
assertTold(integ, stack, [user.outcome], ['CREATED']);
integ.assertions.awsApiCall('identitystore', 'DescribeUser', {
  IdentityStoreId: identityStore.identityStoreId, UserId: user.userId, Extensions: ['aws:identitystore:enterprise'],
}).expect(ExpectedResult.objectLike({
  UserName: 'cdk-org-guard-integ-user',
  DisplayName: REMARK,
  Name: Match.objectLike({ GivenName: 'Integration', FamilyName: 'Test' }),
  Emails: [Match.objectLike({ Value: 'user@cdk-org-guard-integ.example.com', Type: 'work' })],
  PhoneNumbers: [Match.objectLike({ Value: '+1 555 0100' })],
  Addresses: [Match.objectLike({ StreetAddress: '1 Example Street', Locality: 'Exampletown', Country: 'US' })],
  NickName: 'Test',
  Title: 'Tester',
  Timezone: 'Europe/Berlin',
  PreferredLanguage: 'en-us',
  Extensions: Match.objectLike({ 'aws:identitystore:enterprise': Match.objectLike({ department: 'Tests', costCenter: '42' }) }),
}));
