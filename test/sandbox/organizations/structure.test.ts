import {
  CreateOrganizationalUnitCommand, DescribeOrganizationalUnitCommand, DescribeOrganizationCommand, ListAccountsCommand, ListAccountsForParentCommand,
  ListChildrenCommand, ListOrganizationalUnitsForParentCommand, ListParentsCommand, ListRootsCommand, MoveAccountCommand,
} from '@aws-sdk/client-organizations';
import { MANAGEMENT } from '../../support/ids';
import { constraint, MEMBER, ORGANIZATION, OrganizationsWorld } from '../../support/organizations-world';
import { exception } from '../../support/refusals';

const WORKLOADS = 'ou-aaaa-11111111';
const PRODUCTION = 'ou-aaaa-22222222';
const UNKNOWN_UNIT = 'ou-zzzz-99999999';

let world: OrganizationsWorld;
let rootId: string;
beforeEach(() => {
  world = new OrganizationsWorld({
    organization: {
      organizationalUnits: { Workloads: WORKLOADS, 'Workloads/Production': PRODUCTION },
      accounts: [{ id: MEMBER, organizationalUnit: 'Workloads' }],
    },
  });
  ({ rootId } = world.organization);
});

const send = <Output>(command: object): Promise<Output> => world.in(MANAGEMENT).send(command as never) as Promise<Output>;

test('an organization tells its id, features and management account', async () => {
  const { Organization } = await world.in(MEMBER).send(new DescribeOrganizationCommand());
  expect(Organization).toEqual({
    Id: ORGANIZATION,
    Arn: `arn:aws:organizations::${MANAGEMENT}:organization/${ORGANIZATION}`,
    FeatureSet: 'ALL',
    MasterAccountArn: `arn:aws:organizations::${MANAGEMENT}:account/${ORGANIZATION}/${MANAGEMENT}`,
    MasterAccountId: MANAGEMENT,
    MasterAccountEmail: `account-${MANAGEMENT}@example.com`,
    AvailablePolicyTypes: [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }],
  });
});

test('it has one root', async () => {
  const { Roots } = await world.in(MANAGEMENT).send(new ListRootsCommand());
  expect(Roots).toEqual([{ Id: rootId, Arn: `arn:aws:organizations::${MANAGEMENT}:root/${ORGANIZATION}/${rootId}`, Name: 'Root', PolicyTypes: [] }]);
  expect(rootId).toMatch(/^r-[0-9a-z]{4}$/);
});

test('its tree can be walked down', async () => {
  const units = await world.in(MANAGEMENT).send(new ListOrganizationalUnitsForParentCommand({ ParentId: WORKLOADS }));
  const production = {
    Id: PRODUCTION, Arn: `arn:aws:organizations::${MANAGEMENT}:ou/${ORGANIZATION}/${PRODUCTION}`, Name: 'Production',
    Path: `${ORGANIZATION}/${rootId}/${WORKLOADS}/${PRODUCTION}/`,
  };
  expect(units.OrganizationalUnits).toEqual([production]);
  const { OrganizationalUnit } = await world.in(MANAGEMENT).send(new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: PRODUCTION }));
  expect(OrganizationalUnit).toEqual(production);
  const { Accounts } = await world.in(MANAGEMENT).send(new ListAccountsForParentCommand({ ParentId: WORKLOADS }));
  expect(Accounts?.map(({ Id }) => Id)).toEqual([MEMBER]);
  const children = async (ParentId: string, ChildType: 'ACCOUNT' | 'ORGANIZATIONAL_UNIT') =>
    (await world.in(MANAGEMENT).send(new ListChildrenCommand({ ParentId, ChildType }))).Children;
  await expect(children(rootId, 'ACCOUNT')).resolves.toEqual([{ Id: MANAGEMENT, Type: 'ACCOUNT' }]);
  await expect(children(rootId, 'ORGANIZATIONAL_UNIT')).resolves.toEqual([{ Id: WORKLOADS, Type: 'ORGANIZATIONAL_UNIT' }]);
});

test('its tree can be walked up', async () => {
  const parents = async (ChildId: string) => (await world.in(MANAGEMENT).send(new ListParentsCommand({ ChildId }))).Parents;
  await expect(parents(MEMBER)).resolves.toEqual([{ Id: WORKLOADS, Type: 'ORGANIZATIONAL_UNIT' }]);
  await expect(parents(WORKLOADS)).resolves.toEqual([{ Id: rootId, Type: 'ROOT' }]);
});

test('accounts are listed by pages of at most 20', async () => {
  world.organization.accountQuota = 100;
  for (let number = 0; number < 21; number += 1) world.sandbox.organizations.join(world.organization, String(700_000_000_000 + number));
  const first = await world.in(MANAGEMENT).send(new ListAccountsCommand());
  const second = await world.in(MANAGEMENT).send(new ListAccountsCommand({ NextToken: first.NextToken }));
  expect([first.Accounts?.length, second.Accounts?.length, second.NextToken]).toEqual([20, 3, undefined]);
});

test('an organizational unit is made, and once only for a name and a parent', async () => {
  const create = (ParentId: string, Name: string) => world.in(MANAGEMENT).send(new CreateOrganizationalUnitCommand({ ParentId, Name }));
  const { OrganizationalUnit } = await create(rootId, 'Sandbox');
  expect(OrganizationalUnit).toMatchObject({ Id: expect.stringMatching(new RegExp(`^ou-${rootId.slice(2)}-[0-9a-z]{8}$`)) as string, Name: 'Sandbox' });
  await expect(create(rootId, 'Sandbox')).rejects.toThrow(exception('DuplicateOrganizationalUnitException', 'An OU with the same name already exists.'));
  await expect(create(WORKLOADS, 'Sandbox')).resolves.toMatchObject({ OrganizationalUnit: { Name: 'Sandbox' } });
});

test('organizational units are nested five deep at most', async () => {
  let parent: string | undefined = PRODUCTION;
  for (const Name of ['3', '4', '5']) {
    const created: { OrganizationalUnit?: { Id?: string } } = await send(new CreateOrganizationalUnitCommand({ ParentId: parent, Name }));
    parent = created.OrganizationalUnit?.Id;
  }
  await expect(send(new CreateOrganizationalUnitCommand({ ParentId: parent, Name: '6' }))).rejects.toThrow(constraint('OU_DEPTH_LIMIT_EXCEEDED'));
});

test('an account is moved from the parent that it is in', async () => {
  await world.in(MANAGEMENT).send(new MoveAccountCommand({ AccountId: MEMBER, SourceParentId: WORKLOADS, DestinationParentId: PRODUCTION }));
  const { Accounts } = await world.in(MANAGEMENT).send(new ListAccountsForParentCommand({ ParentId: PRODUCTION }));
  expect(Accounts?.map(({ Id, Paths }) => ({ Id, Paths }))).toEqual([{ Id: MEMBER, Paths: [`${ORGANIZATION}/${rootId}/${WORKLOADS}/${PRODUCTION}/${MEMBER}/`] }]);
});

describe('an account isn\'t moved', () => {
  test.each<[sentence: string, move: () => object, name: string]>([
    ['that isn\'t a member', () => ({ AccountId: '999999999999' }), 'AccountNotFoundException'],
    ['from where it isn\'t', () => ({ SourceParentId: rootId }), 'AccountNotFoundException'],
    ['from an unknown parent', () => ({ SourceParentId: UNKNOWN_UNIT }), 'SourceParentNotFoundException'],
    ['to an unknown parent', () => ({ DestinationParentId: UNKNOWN_UNIT }), 'DestinationParentNotFoundException'],
    ['to where it is', () => ({ DestinationParentId: WORKLOADS }), 'DuplicateAccountException'],
  ])('%s', async (_sentence, move, name) => {
    const input = { AccountId: MEMBER, SourceParentId: WORKLOADS, DestinationParentId: PRODUCTION, ...move() };
    await expect(world.in(MANAGEMENT).send(new MoveAccountCommand(input))).rejects.toMatchObject({ name });
  });

  test.each(['DuplicateAccountException', 'AccountNotFoundException'] as const)('to where it is from where it isn\'t: %s, by switch', async (alreadyMoved) => {
    world = new OrganizationsWorld({ switches: { alreadyMoved }, organization: { organizationalUnits: { Workloads: WORKLOADS } } });
    const input = { AccountId: MEMBER, SourceParentId: WORKLOADS, DestinationParentId: world.organization.rootId };
    await expect(world.in(MANAGEMENT).send(new MoveAccountCommand(input))).rejects.toMatchObject({ name: alreadyMoved });
  });
});

test.each<[what: string, command: () => object, refusal: Error]>([
  ['the parents of', () => new ListParentsCommand({ ChildId: UNKNOWN_UNIT }), exception('ChildNotFoundException', 'You specified a child that doesn\'t exist.')],
  ['the children of', () => new ListChildrenCommand({ ParentId: UNKNOWN_UNIT, ChildType: 'ACCOUNT' }),
    exception('ParentNotFoundException', 'You specified a parent that doesn\'t exist.')],
  ['the accounts of', () => new ListAccountsForParentCommand({ ParentId: UNKNOWN_UNIT }),
    exception('ParentNotFoundException', 'You specified a parent that doesn\'t exist.')],
  ['the units of', () => new ListOrganizationalUnitsForParentCommand({ ParentId: UNKNOWN_UNIT }),
    exception('ParentNotFoundException', 'You specified a parent that doesn\'t exist.')],
  ['the description of', () => new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: UNKNOWN_UNIT }),
    exception('OrganizationalUnitNotFoundException', 'You specified an organizational unit that doesn\'t exist.')],
])('%s an unknown organizational unit are refused', async (_what, command, refusal) => {
  await expect(send(command())).rejects.toThrow(refusal);
});
