import { byEmail, invitation, InvitingOptions, InvitingWorld, OTHER_UNIT, UNIT } from '../support/declared-invitations';
import { PAYMENTS } from '../support/ids';
import { failuresOf } from '../support/in-process';

/**
 * As what AWS authorizes some requests isn't documented. The policies allow them as whatever it may be: once they named the accounts of the
 * organization for the look at an account that isn't in it, and the stack by its id only.
 */

const TAGS = { tags: { team: 'payments', stage: 'test' } };
const ALL_WIDE: Partial<InvitingOptions> = { switches: { organizations: { unknownAccount: 'ANY', taggedInvitation: 'ANY' }, cloudFormation: { namedStack: 'NAME' } } };

test.each<{ what: string; options: Partial<InvitingOptions> }>([
  { what: 'an account that isn\'t in the organization as anything', options: { switches: { organizations: { unknownAccount: 'ANY' } } } },
  { what: 'the tags of an invitation as those of anything', options: { switches: { organizations: { taggedInvitation: 'ANY' } } } },
  { what: 'a stack by its name', options: { switches: { cloudFormation: { namedStack: 'NAME' } } } },
  { what: 'everything narrowly', options: {} },
  { what: 'everything widely', options: ALL_WIDE },
])('an invitation succeeds, is moved to another construct and is canceled where AWS evaluates $what', async ({ options }) => {
  for (const target of [{}, byEmail()]) {
    const world = new InvitingWorld(options);
    expect(failuresOf(await world.deploy('A', invitation({ ...target, ...TAGS, organizationalUnitId: UNIT })))).toEqual([]);
    expect(failuresOf(await world.deploy('A', invitation({ ...target, ...TAGS, organizationalUnitId: UNIT }, 'Renamed')))).toEqual([]);
    expect(world.states).toEqual(['REQUESTED']);
    world.answerAs('accept');
    expect(failuresOf(await world.deploy('A', invitation({ ...target, ...TAGS, organizationalUnitId: OTHER_UNIT }, 'Renamed')))).toEqual([]);
    expect(world.parentOf(PAYMENTS)).toBe(OTHER_UNIT);
    expect(failuresOf(await world.destroy('A'))).toEqual([]);
  }
});

test('nothing of the organization can get tags with other keys than the declared ones', async () => {
  const world = new InvitingWorld(ALL_WIDE);
  const stack = await world.deploy('A', invitation(TAGS));
  const policies = [...stack.resources.values()].map(({ properties }) => properties.PolicyDocument as { Statement?: object[] } | undefined);
  const statements = policies.flatMap((policy) => policy?.Statement ?? []);
  expect(statements.filter((statement) => 'Condition' in statement)).toEqual([
    { Effect: 'Allow', Action: 'organizations:TagResource', Resource: '*', Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['team', 'stage'] } } },
  ]);
});
