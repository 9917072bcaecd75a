import { ADA, Directory } from '../../support/directory';
import { NOBODY, STORE } from '../../support/ids';

const STORE_ARN = `arn:aws:identitystore::123456789012:identitystore/${STORE}`;
const CHANGE = { Operations: [{ AttributePath: 'displayName', AttributeValue: 'changed' }] };
const STALE = { __type: 'ConflictException', Reason: 'CONCURRENT_MODIFICATION' };

let world: Directory;
beforeEach(() => { world = new Directory(); });

const call = (operation: string, input: object = {}): Promise<Record<string, unknown>> => world.answer(operation, { IdentityStoreId: STORE, ...input });

describe.each([
  { kind: 'User', resource: 'user', made: ADA },
  { kind: 'Group', resource: 'group', made: { DisplayName: 'admins' } },
])('a $resource', ({ kind, resource, made }) => {
  const create = async (): Promise<{ id: string; arn: string }> => {
    const created = await call(`Create${kind}`, made);
    return { id: String(created[`${kind}Id`]), arn: String(created[`${kind}Arn`]) };
  };

  test('has an ARN and a revision in every answer', async () => {
    const created = await call(`Create${kind}`, made);
    const id = created[`${kind}Id`];
    const named = { IdentityStoreId: STORE, [`${kind}Id`]: id, [`${kind}Arn`]: `arn:aws:identitystore:::${resource}/${String(id)}` };
    const Revision = expect.stringMatching(/^\d{1,64}$/) as string;
    const attribute = kind === 'User' ? { AttributePath: 'userName', AttributeValue: 'ada' } : { AttributePath: 'displayName', AttributeValue: 'admins' };
    expect(created).toEqual({ ...named, Revision });
    expect(await call(`Get${kind}Id`, { AlternateIdentifier: { UniqueAttribute: attribute } })).toEqual(named);
    expect(await call(`Describe${kind}`, { [`${kind}Id`]: id })).toMatchObject({ ...named, Revision: created.Revision });
    expect(await call(`List${kind}s`)).toMatchObject({ [`${kind}s`]: [{ ...named, Revision: created.Revision }] });
    const updated = await call(`Update${kind}`, { [`${kind}Id`]: id, ...CHANGE });
    expect(updated).toEqual({ ...named, Revision });
    expect(updated.Revision).not.toBe(created.Revision);
    expect(await call(`Delete${kind}`, { [`${kind}Id`]: id })).toEqual({});
  });

  test('is changed and deleted at its revision only, if one is given', async () => {
    const { id } = await create();
    const { Revision } = await call(`Describe${kind}`, { [`${kind}Id`]: id });
    const changed = await call(`Update${kind}`, { [`${kind}Id`]: id, ...CHANGE, Revision });
    expect(await call(`Update${kind}`, { [`${kind}Id`]: id, ...CHANGE, Revision })).toMatchObject(STALE);
    expect(await call(`Delete${kind}`, { [`${kind}Id`]: id, Revision })).toMatchObject(STALE);
    expect(await call(`Delete${kind}`, { [`${kind}Id`]: id, Revision: changed.Revision })).toEqual({});
    expect(await call(`Delete${kind}`, { [`${kind}Id`]: id, Revision })).toMatchObject({ __type: 'ResourceNotFoundException' });
  });

  test.each([{ Revision: '' }, { Revision: 'one' }, { Revision: 1 }, { Revision: '1'.repeat(65) }])('refuses the revision %j', async (expected) => {
    const { id } = await create();
    expect(await call(`Update${kind}`, { [`${kind}Id`]: id, ...CHANGE, ...expected })).toMatchObject({ __type: 'ValidationException' });
  });

  test('is named by its ARN as well, in a store that is', async () => {
    const { id, arn } = await create();
    expect(await call(`Describe${kind}`, { IdentityStoreId: STORE_ARN, [`${kind}Id`]: arn })).toMatchObject({ IdentityStoreId: STORE, [`${kind}Id`]: id });
    expect(await call(`Delete${kind}`, { [`${kind}Id`]: arn })).toEqual({});
  });
});

test('an ARN of another resource names nobody', async () => {
  expect(await call('DescribeGroup', { GroupId: `arn:aws:identitystore:::user/${NOBODY}` })).toMatchObject({ __type: 'ResourceNotFoundException', ResourceType: 'GROUP' });
  expect(await call('DescribeGroup', { GroupId: `arn:aws:sso:::group/${NOBODY}` })).toMatchObject({ __type: 'ValidationException' });
});

test('a membership has an ARN, and is made and found by ARNs', async () => {
  const [user, group] = [await call('CreateUser', ADA), await call('CreateGroup', { DisplayName: 'admins' })];
  const pair = { GroupId: group.GroupArn, MemberId: { UserId: user.UserArn } };
  const created = await call('CreateGroupMembership', pair);
  const named = { IdentityStoreId: STORE, MembershipId: created.MembershipId, MembershipArn: `arn:aws:identitystore:::membership/${String(created.MembershipId)}` };
  const held = { GroupId: group.GroupId, MemberId: { UserId: user.UserId } };
  expect(created).toEqual(named);
  expect(await call('GetGroupMembershipId', pair)).toEqual(named);
  expect(await call('DescribeGroupMembership', { MembershipId: created.MembershipArn })).toMatchObject({ ...named, ...held });
  expect(await call('ListGroupMemberships', { GroupId: group.GroupArn })).toMatchObject({ GroupMemberships: [{ ...named, ...held }] });
  expect(await call('IsMemberInGroups', { MemberId: pair.MemberId, GroupIds: [group.GroupArn] })).toEqual({ Results: [{ ...held, MembershipExists: true }] });
  expect(await call('DeleteGroupMembership', { MembershipId: created.MembershipArn })).toEqual({});
});

describe('a store', () => {
  const other = 'd-0987654321';
  const identifiers = (IdentityStoreId: string): object => ({ IdentityStoreId, IdentityStoreArn: `arn:aws:identitystore::123456789012:identitystore/${IdentityStoreId}` });

  test('is listed with the others of its Region, page by page', async () => {
    world = new Directory({}, { [STORE]: {}, [other]: {}, 'd-aaaaaaaaaa': { region: 'eu-central-1' } });
    const first = await world.answer('ListIdentityStores', { MaxResults: 1 }) as { readonly NextToken: string };
    expect(first).toEqual({ IdentityStores: [identifiers(STORE)], NextToken: expect.any(String) });
    expect(await world.answer('ListIdentityStores', { NextToken: first.NextToken })).toEqual({ IdentityStores: [identifiers(other)] });
    expect(await world.answer('ListIdentityStores', {}, 'eu-central-1')).toEqual({ IdentityStores: [identifiers('d-aaaaaaaaaa')] });
  });

  test('isn\'t there under the ARN of another account', async () => {
    expect(await call('DescribeIdentityStore', { IdentityStoreId: STORE_ARN.replace('123456789012', '999999999999') })).toMatchObject({ __type: 'ResourceNotFoundException', ResourceType: 'IDENTITY_STORE' });
  });

  const RULES = { VpceAccessRequired: false, ApiAllowSourceIps: ['127.0.0.1', '2001:db8::/32'], ScimAllowSourceIps: ['0.0.0.0/0'] };

  test('is described with its network configuration, which an update replaces as a whole', async () => {
    expect(await call('DescribeIdentityStore')).toEqual(identifiers(STORE));
    expect(await call('UpdateIdentityStore', { NetworkConfiguration: RULES })).toEqual(identifiers(STORE));
    expect(await call('DescribeIdentityStore')).toEqual({ ...identifiers(STORE), NetworkConfiguration: RULES });
    await call('UpdateIdentityStore');
    expect(await call('DescribeIdentityStore')).toMatchObject({ NetworkConfiguration: RULES });
    await call('UpdateIdentityStore', { NetworkConfiguration: { VpceAccessRequired: false } });
    expect(await call('DescribeIdentityStore')).toEqual({ ...identifiers(STORE), NetworkConfiguration: { VpceAccessRequired: false } });
  });

  test.each([
    { rules: {}, place: 'networkConfiguration.vpceAccessRequired', rule: 'must not be null' },
    { rules: { VpceAccessRequired: 'true' }, place: 'networkConfiguration.vpceAccessRequired', rule: 'must be a boolean' },
    { rules: { VpceAccessRequired: true, ApiAllowSourceIps: [] }, place: 'networkConfiguration.apiAllowSourceIps', rule: 'must have length greater than or equal to 1 and less than or equal to 50' },
    { rules: { VpceAccessRequired: true, ApiAllowSourceIps: ['10.0.0.0/33'] }, place: 'networkConfiguration.apiAllowSourceIps', rule: 'must satisfy regular expression pattern' },
    { rules: { VpceAccessRequired: true, ApiRestrictSourceVpcs: ['vpc-1'] }, place: 'networkConfiguration.apiRestrictSourceVpcs', rule: 'must satisfy regular expression pattern' },
  ])('refuses the network configuration $rules', async ({ rules, place, rule }) => {
    expect(await call('UpdateIdentityStore', { NetworkConfiguration: rules })).toMatchObject({
      __type: 'ValidationException', message: `1 validation error detected: Value at '${place}' failed to satisfy constraint: Member ${rule}`,
    });
  });

  const VPC = 'arn:aws:ec2:us-east-1:123456789012:vpc/vpc-0123456789abcdef0';

  test.each([
    { networkConfiguration: { vpceAccessRequired: false }, isReached: true },
    { networkConfiguration: { vpceAccessRequired: true }, isReached: false },
    { networkConfiguration: { vpceAccessRequired: false, apiRestrictSourceVpcs: [VPC] }, isReached: false },
    { networkConfiguration: { vpceAccessRequired: true, apiAllowSourceIps: ['10.0.0.0/8'] }, isReached: false },
    { networkConfiguration: { vpceAccessRequired: true, apiRestrictSourceVpcs: [VPC], apiAllowSourceIps: ['127.0.0.0/8'] }, isReached: true },
  ])('with the rules $networkConfiguration is reached: $isReached', async ({ networkConfiguration, isReached }) => {
    world = new Directory({}, { [STORE]: { networkConfiguration } });
    expect(await call('ListGroups')).toMatchObject(isReached
      ? { Groups: [] }
      : {
          __type: 'AccessDeniedException',
          message: `User: arn:aws:iam::123456789012:user/sandbox is not authorized to perform: identitystore:ListGroups on resource: ${STORE_ARN} `
            + 'because the network configuration of the identity store allows it only through a VPC endpoint',
        });
  });

  test('of a seed has a network configuration that the service takes', () => {
    expect(() => new Directory({}, { [STORE]: { networkConfiguration: {} } })).toThrow(`identityStores.${STORE}.networkConfiguration: 1 validation error detected: `
      + 'Value at \'networkConfiguration.vpceAccessRequired\' failed to satisfy constraint: Member must not be null');
  });
});
