import { titleOfHolder } from '../../../lambda/guard/stack-view';

const HOLDER = { ownership: 'created', id: '1', logicalResourceId: 'PeopleAdmins1234ABCD', changed: 0 } as const;

test('a holder is named by what the console of CloudFormation shows', () => {
  expect(titleOfHolder(HOLDER)).toBe('"PeopleAdmins1234ABCD"');
});

test('a holder is also named by its construct, if that is known', () => {
  expect(titleOfHolder({ ...HOLDER, constructPath: 'Stack/People/Admins' })).toBe('"PeopleAdmins1234ABCD", construct Stack/People/Admins');
});
