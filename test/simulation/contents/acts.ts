import fc from 'fast-check';
import type { Act } from '../domain';

const which = fc.nat(5);
const names = fc.constantFrom('ada', 'grace', 'kate', 'joan', 'mary');
const groups = fc.constantFrom('admins', 'finance', 'operators');
const emails = fc.constantFrom('ada@example.com', 'grace@example.com', 'kate@example.com', 'joan@example.com', 'mary@example.com');
const titles = fc.constantFrom('Countess', 'Engineer');

function act(does: string, values: fc.Arbitrary<Act['values']> = fc.constant({})): fc.Arbitrary<Act> {
  return fc.record({ does: fc.constant(does), which, values });
}

/** What administrators, scripts and directory syncs do to a store whose contents are declared elsewhere. */
export const contentsActs: fc.Arbitrary<Act> = fc.oneof(
  act('CREATE_GROUP', fc.record({ DisplayName: groups, Description: fc.constantFrom('Platform team', 'made by hand') }, { requiredKeys: ['DisplayName'] })),
  act('CREATE_USER', fc.record({ userName: names, givenName: fc.constantFrom('Ada', 'Augusta'), email: emails, title: titles }, { requiredKeys: ['userName', 'givenName'] })),
  { weight: 3, arbitrary: act('CREATE_MEMBERSHIP', fc.record({ user: which })) },
  act('CHANGE_GROUP', fc.record({ displayName: groups })),
  act('CHANGE_USER', fc.oneof(fc.record({ userName: names }), fc.record({ title: titles }), fc.record({ email: emails }))),
  { weight: 2, arbitrary: act('DELETE_MEMBERSHIP') },
  ...['DELETE_GROUP', 'DELETE_USER', 'PROVISION_EXTERNALLY', 'TAKE_GROUP_NAME', 'TAKE_USER_NAME', 'TAKE_EMAIL', 'DISABLE_USER'].map((does) => act(does)),
);
