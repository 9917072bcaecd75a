import { invitedAccountId } from '../../../lambda/organizations/invited-account';

const INVITING = '123456789012';
const INVITED = '111122223333';
const ORGANIZATION = { Type: 'ORGANIZATION' as const, Id: 'o-aaaaaaaaaa' };
const EMAIL = { Type: 'EMAIL' as const, Id: 'ada@example.com' };
const account = (Id: string) => ({ Type: 'ACCOUNT' as const, Id });

// The first party that is an account was taken for the invited one, and whoever uses accountId gave its permissions to the management account.
test.each([
  { case: 'declared', target: { AccountId: INVITED }, parties: [account(INVITING), account(INVITED)], expected: INVITED },
  { case: 'declared, also where the answer lists nobody', target: { AccountId: INVITED }, parties: undefined, expected: INVITED },
  { case: 'declared, also where the answer lists another account', target: { AccountId: INVITED }, parties: [account('444444444444')], expected: INVITED },
  { case: 'the account that isn\'t the inviting one', target: { Email: EMAIL.Id }, parties: [account(INVITING), ORGANIZATION, account(INVITED)], expected: INVITED },
  { case: 'the account that isn\'t the inviting one, in the other order', target: { Email: EMAIL.Id }, parties: [account(INVITED), account(INVITING)], expected: INVITED },
  { case: 'empty where only the inviting account is listed', target: { Email: EMAIL.Id }, parties: [EMAIL, account(INVITING)], expected: '' },
  { case: 'empty where no account is listed', target: { Email: EMAIL.Id }, parties: [EMAIL, ORGANIZATION], expected: '' },
])('the id of the invited account is $case', ({ target, parties, expected }) => {
  expect(invitedAccountId(target, parties ? { Parties: parties } : {}, INVITING)).toBe(expected);
});
