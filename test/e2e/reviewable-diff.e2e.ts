import { DeclaredPeople } from './support/people';
import { PeopleScenario } from './support/people-scenario';

let scenario: PeopleScenario;
beforeEach(async () => { scenario = await PeopleScenario.start(); });
afterEach(() => scenario.stop());

const PEOPLE: DeclaredPeople = { name: 'People', users: 288, groups: 1, membershipsOfUser: 1 };

/** The resources that `cdk diff` shows, without the hashes at the end of their logical ids. */
async function changed(declared: DeclaredPeople): Promise<string[]> {
  const { exitCode, output } = await scenario.cdk(['diff'], declared);
  expect(exitCode).toBe(0);
  return [...output.matchAll(/^(\[[-+~]\] \S+) \S+ (\S+?)[0-9A-F]{8}\b/gm)].map(([, change, logicalId]) => `${change} ${logicalId}`).sort();
}

test('cdk diff shows one membership more in a stack of 288 users, with its policy the first time, and nothing else', async () => {
  expect(await scenario.deploy({ ...PEOPLE, members: 0 })).toMatchObject({ exitCode: 0 });
  const membership = (user: number): unknown => expect.stringMatching(`^\\[\\+\\] Custom::IdentityStoreGroupMembership Group0User${user}Member[0-9a-f]{8}$`);
  expect(await changed({ ...PEOPLE, members: 1 })).toEqual([
    expect.stringMatching(/^\[\+\] AWS::IAM::Policy CdkOrgGuardIdentityStoreStore[0-9a-f]{8}MEMBERSHIPS$/), membership(0),
  ]);

  expect(await scenario.deploy({ ...PEOPLE, members: 1 })).toMatchObject({ exitCode: 0 });
  expect(await changed({ ...PEOPLE, members: 2 })).toEqual([membership(1)]);
});
