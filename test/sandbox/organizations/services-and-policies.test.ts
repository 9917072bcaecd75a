import {
  DescribePolicyCommand, DescribeResourcePolicyCommand, ListAWSServiceAccessForOrganizationCommand, ListDelegatedAdministratorsCommand,
  ListDelegatedServicesForAccountCommand, ListPoliciesCommand, ListPoliciesForTargetCommand, ListRootsCommand, ListTargetsForPolicyCommand, PolicyType,
} from '@aws-sdk/client-organizations';
import { MANAGEMENT, PAYMENTS as ALONE } from '../../support/ids';
import { constraint, MEMBER, ORGANIZATION, OrganizationsWorld } from '../../support/organizations-world';
import { exception } from '../../support/refusals';
import { DAY } from '../../support/times';

const ADMINISTRATOR = '333333333333';
const UNIT = 'ou-aaaa-11111111';
const FULL_ACCESS = {
  Id: 'p-FullAWSAccess', Arn: 'arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess', Name: 'FullAWSAccess',
  Description: 'Allows access to every operation', Type: 'SERVICE_CONTROL_POLICY', AwsManaged: true,
};

let world: OrganizationsWorld;
function begin(organization: object = {}): void {
  const administrator = { id: ADMINISTRATOR, joinedDaysAgo: 2, isDelegatedAdministrator: true, delegatedServices: ['guardduty.amazonaws.com', 'sso.amazonaws.com'] };
  world = new OrganizationsWorld({ organization: { organizationalUnits: { Workloads: UNIT }, accounts: [{ id: MEMBER }, administrator], ...organization } });
}
beforeEach(() => { begin(); });

const send = (command: object): Promise<any> => world.in(MANAGEMENT).send(command as never);
const daysAgo = (days: number): Date => new Date(world.time.now() - days * DAY);

describe('services', () => {
  test('that may act in the accounts are those that the seed names and those that members administer', async () => {
    const since = daysAgo(365);
    const { EnabledServicePrincipals } = await send(new ListAWSServiceAccessForOrganizationCommand());
    expect(EnabledServicePrincipals)
      .toEqual([{ ServicePrincipal: 'sso.amazonaws.com', DateEnabled: since }, { ServicePrincipal: 'guardduty.amazonaws.com', DateEnabled: since }]);
    begin({ serviceAccess: [], accounts: [] });
    expect((await send(new ListAWSServiceAccessForOrganizationCommand())).EnabledServicePrincipals).toEqual([]);
  });

  test('have no access to an organization that has only consolidated billing', async () => {
    begin({ featureSet: 'CONSOLIDATED_BILLING' });
    await expect(send(new ListAWSServiceAccessForOrganizationCommand())).rejects.toThrow(constraint('ORGANIZATION_NOT_IN_ALL_FEATURES_MODE'));
  });

  test.each<[ServicePrincipal: string | undefined, number: number]>([[undefined, 1], ['sso.amazonaws.com', 1], ['config.amazonaws.com', 0]])(
    'delegated administrators for %s are listed', async (ServicePrincipal, number) => {
      const { DelegatedAdministrators } = await send(new ListDelegatedAdministratorsCommand({ ServicePrincipal }));
      expect(DelegatedAdministrators).toEqual(Array(number).fill({
        Id: ADMINISTRATOR, Arn: `arn:aws:organizations::${MANAGEMENT}:account/${ORGANIZATION}/${ADMINISTRATOR}`, Email: `account-${ADMINISTRATOR}@example.com`,
        Name: `account-${ADMINISTRATOR}`, State: 'ACTIVE', JoinedMethod: 'INVITED', JoinedTimestamp: daysAgo(2), DelegationEnabledDate: daysAgo(2),
      }));
    });

  test('of a delegated administrator are listed', async () => {
    const { DelegatedServices } = await send(new ListDelegatedServicesForAccountCommand({ AccountId: ADMINISTRATOR }));
    expect(DelegatedServices).toEqual([
      { ServicePrincipal: 'guardduty.amazonaws.com', DelegationEnabledDate: daysAgo(2) }, { ServicePrincipal: 'sso.amazonaws.com', DelegationEnabledDate: daysAgo(2) },
    ]);
    await expect(send(new ListDelegatedServicesForAccountCommand({ AccountId: MEMBER })))
      .rejects.toThrow(exception('AccountNotRegisteredException', 'The specified account is not a delegated administrator for this AWS service.'));
    await expect(send(new ListDelegatedServicesForAccountCommand({ AccountId: ALONE })))
      .rejects.toThrow(exception('AccountNotFoundException', 'You specified an account that doesn\'t exist.'));
  });

  test('that the seed doesn\'t name for a delegated administrator are the Identity Center', async () => {
    begin({ accounts: [{ id: ADMINISTRATOR, isDelegatedAdministrator: true }] });
    const { DelegatedServices } = await send(new ListDelegatedServicesForAccountCommand({ AccountId: ADMINISTRATOR }));
    expect(DelegatedServices).toMatchObject([{ ServicePrincipal: 'sso.amazonaws.com' }]);
  });
});

describe('policies', () => {
  test.each<[Filter: PolicyType, names: string[]]>([
    ['SERVICE_CONTROL_POLICY', ['FullAWSAccess']], ['RESOURCE_CONTROL_POLICY', ['RCPFullAWSAccess']], ['TAG_POLICY', []], ['BACKUP_POLICY', []],
  ])('%s: those of AWS are there', async (Filter, names) => {
    const { Policies } = await send(new ListPoliciesCommand({ Filter }));
    expect(Policies.map(({ Name }: { Name: string }) => Name)).toEqual(names);
  });

  test('are none without all features', async () => {
    begin({ featureSet: 'CONSOLIDATED_BILLING' });
    expect((await send(new ListPoliciesCommand({ Filter: 'SERVICE_CONTROL_POLICY' }))).Policies).toEqual([]);
  });

  test('have a content', async () => {
    const { Policy } = await send(new DescribePolicyCommand({ PolicyId: 'p-FullAWSAccess' }));
    expect(Policy.PolicySummary).toEqual(FULL_ACCESS);
    expect(JSON.parse(Policy.Content as string)).toEqual({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] });
  });

  test('are attached nowhere until their type is enabled in the root', async () => {
    expect((await send(new ListPoliciesForTargetCommand({ TargetId: MEMBER, Filter: 'SERVICE_CONTROL_POLICY' }))).Policies).toEqual([]);
    expect((await send(new ListTargetsForPolicyCommand({ PolicyId: 'p-FullAWSAccess' }))).Targets).toEqual([]);
  });

  test('are attached everywhere once it is, which the root tells', async () => {
    begin({ policyTypes: ['SERVICE_CONTROL_POLICY'], accounts: [{ id: MEMBER, organizationalUnit: 'Workloads' }] });
    const { Roots: [root] } = await send(new ListRootsCommand());
    expect(root.PolicyTypes).toEqual([{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }]);
    for (const TargetId of [root.Id as string, UNIT, MEMBER]) {
      expect((await send(new ListPoliciesForTargetCommand({ TargetId, Filter: 'SERVICE_CONTROL_POLICY' }))).Policies).toEqual([FULL_ACCESS]);
    }
    const { Targets } = await send(new ListTargetsForPolicyCommand({ PolicyId: 'p-FullAWSAccess' }));
    const arn = (rest: string): string => `arn:aws:organizations::${MANAGEMENT}:${rest}`;
    expect(Targets).toEqual([
      { TargetId: root.Id, Arn: arn(`root/${ORGANIZATION}/${root.Id}`), Name: 'Root', Type: 'ROOT' },
      { TargetId: UNIT, Arn: arn(`ou/${ORGANIZATION}/${UNIT}`), Name: 'Workloads', Type: 'ORGANIZATIONAL_UNIT' },
      { TargetId: MANAGEMENT, Arn: arn(`account/${ORGANIZATION}/${MANAGEMENT}`), Name: `account-${MANAGEMENT}`, Type: 'ACCOUNT' },
      { TargetId: MEMBER, Arn: arn(`account/${ORGANIZATION}/${MEMBER}`), Name: `account-${MEMBER}`, Type: 'ACCOUNT' },
    ]);
  });

  test('that aren\'t there aren\'t found, nor is what they would be attached to', async () => {
    await expect(send(new DescribePolicyCommand({ PolicyId: 'p-12345678' }))).rejects.toThrow(exception('PolicyNotFoundException', 'You specified a policy that doesn\'t exist.'));
    await expect(send(new ListPoliciesForTargetCommand({ TargetId: ALONE, Filter: 'TAG_POLICY' })))
      .rejects.toThrow(exception('TargetNotFoundException', 'You specified a target that doesn\'t exist.'));
    await expect(send(new ListPoliciesCommand({ Filter: 'NO_POLICY' as PolicyType }))).rejects.toMatchObject({ name: 'InvalidInputException', Reason: 'INVALID_ENUM' });
    await expect(send(new DescribeResourcePolicyCommand()))
      .rejects.toThrow(exception('ResourcePolicyNotFoundException', 'We can\'t find a resource policy request with the parameter that you specified.'));
  });
});
