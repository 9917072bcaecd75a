import { accountInArn } from '../../../lambda/guard/arn';

test.each([
  { arn: 'arn:aws:iam::111122223333:role/Join', account: '111122223333' },
  { arn: 'arn:aws:s3:::bucket', account: '' },
  { arn: 'no ARN', account: '' },
])('the account in $arn is "$account"', ({ arn, account }) => {
  expect(accountInArn(arn)).toBe(account);
});
