import { masked, maskedName } from '../../../lambda/guard/masking';

test.each([
  { email: 'ada@example.com', shown: 'a***@example.com' },
  { email: '"a@b"@example.com', shown: '\\"***@example.com' },
  { email: '@example.com', shown: '@***@example.com' },
  { email: '\u{1F600}smile@example.com', shown: '\u{1F600}***@example.com' },
  { email: 'ada@cancelled.example', shown: 'a***@\\u0063ancelled.example' },
  { email: 'ada', shown: 'a***' },
  { email: '', shown: '***' },
])('somebody else\'s address $email is shown as $shown', ({ email, shown }) => {
  expect(masked(email)).toBe(shown);
});

test.each([
  { userName: 'ada', shown: '"ada"' },
  { userName: 'ada "countess"', shown: '"ada \\"countess\\""' },
  { userName: 'ada@example.com', shown: '"a***@example.com"' },
])('somebody else\'s user name $userName is shown as $shown', ({ userName, shown }) => {
  expect(maskedName(userName)).toBe(shown);
});
