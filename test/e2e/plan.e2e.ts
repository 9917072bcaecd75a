import { differencesFrom, endsOf, leftBehindIn, refusalsIn } from './support/as-planned';
import { DeclaredDirectory, groupName, IS_FULL_SIZE, unprovenUsers, userName } from './support/directory';
import { DirectoryScenario } from './support/directory-scenario';

const DIRECTORY: DeclaredDirectory = IS_FULL_SIZE
  ? { users: 300, groups: 40, membershipsOfUser: 3, accounts: 60, unproven: 12, external: 3, mostResources: 480 }
  : { users: 60, groups: 12, membershipsOfUser: 3, accounts: 6, unproven: 12, external: 3, mostResources: 80 };
const { users, groups, membershipsOfUser, accounts } = DIRECTORY;
const memberships = users * membershipsOfUser;
const [lastUnproven = 0] = unprovenUsers(DIRECTORY).slice(-1);

let scenario: DirectoryScenario;
beforeAll(async () => { scenario = await DirectoryScenario.start(DIRECTORY); });
afterAll(() => scenario.stop());

test(`one plan of ${users} users, ${groups} groups, ${memberships} memberships and ${accounts} accounts shows all 15 refusals, and they end the deployment as it says`, async () => {
  const before = await scenario.state();
  const assembly = await scenario.synthesize();
  const { plan, exitCode } = await scenario.plan(assembly);
  expect(exitCode).toBe(3);
  expect(plan.stacks.map(({ stackName }) => stackName)).toEqual(['Organization', 'Groups', 'People0', 'People1', 'People2']);
  expect(refusalsIn(plan)).toHaveLength(15);
  expect(refusalsIn(plan)).toEqual(expect.arrayContaining(['MANAGED_EXTERNALLY group team-2', `IDENTITY_UNPROVEN user ${userName(lastUnproven)}`]));
  expect(await scenario.state()).toEqual(before);

  expect((await scenario.deploy(assembly)).exitCode).toBe(1);
  const ended = await scenario.state();
  const { planned, real } = endsOf(plan, ended);
  expect(real).toEqual(planned);
  expect(real.slice(0, 3)).toEqual(['Organization CREATE_COMPLETE', 'Groups ROLLBACK_COMPLETE', 'People0 is not there']);
  // What is adopted before the failure keeps what that changes. Whether it is before depends on the order, as the plan says.
  const [, ofGroups] = plan.stacks;
  expect(ofGroups?.asItIs).toMatchObject({ leftBehind: [{ entity: { name: groupName(groups - 1) }, verb: 'changes' }], dependsOnOrder: true });
  expect([before.identityStores, leftBehindIn(before, plan)]).toContainEqual(ended.identityStores);
});

test('with the 15 mended the plan shows no refusal, and it deploys so', async () => {
  await scenario.giveAddresses();
  const assembly = await scenario.synthesize({ isMended: true });
  const { plan, exitCode } = await scenario.plan(assembly);
  expect({ exitCode, refusals: refusalsIn(plan) }).toEqual({ exitCode: 0, refusals: [] });
  expect(plan.totals).toMatchObject({ adopts: users + groups + memberships, keeps: accounts, unknown: 0, 'not reached': 0 });

  const { ADOPTED: adoptedBefore = 0 } = await scenario.results();
  expect(await scenario.deploy(assembly)).toMatchObject({ exitCode: 0 });
  expect(differencesFrom(plan, await scenario.state())).toEqual([]);
  const { ADOPTED: adopted = 0 } = await scenario.results();
  expect(adopted - adoptedBefore).toBe(plan.totals.adopts);
});
