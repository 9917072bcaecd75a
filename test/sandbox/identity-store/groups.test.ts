import {
  CreateGroupCommand, CreateGroupCommandInput, DeleteGroupCommand, DescribeGroupCommand, GetGroupIdCommand, IdentitystoreClient, ListGroupsCommand,
  ListGroupsCommandInput, UpdateGroupCommand,
} from '@aws-sdk/client-identitystore';
import { Directory, Operations } from '../../support/directory';
import { conflict, GROUP_NOT_FOUND, invalid, validation } from '../../support/identity-store-refusals';
import { NOBODY, STORE } from '../../support/ids';
import { BEGIN } from '../../support/times';

let world: Directory;
let client: IdentitystoreClient;
beforeEach(() => {
  world = new Directory();
  ({ client } = world);
});

async function create(DisplayName: string, more: Partial<CreateGroupCommandInput> = {}): Promise<string> {
  const { GroupId } = await client.send(new CreateGroupCommand({ IdentityStoreId: STORE, DisplayName, ...more }));
  return GroupId as string;
}

async function describeGroup(GroupId: string) {
  const { $metadata: _metadata, ...group } = await client.send(new DescribeGroupCommand({ IdentityStoreId: STORE, GroupId }));
  return group;
}

async function update(GroupId: string, operations: Operations): Promise<void> {
  await client.send(new UpdateGroupCommand({ IdentityStoreId: STORE, GroupId, Operations: operations as never }));
}

async function namesOf(input: Partial<ListGroupsCommandInput> = {}) {
  const { Groups = [], NextToken } = await client.send(new ListGroupsCommand({ IdentityStoreId: STORE, ...input }));
  return { names: Groups.map(({ DisplayName }) => DisplayName), NextToken };
}

const CONFLICT = conflict('Duplicate GroupDisplayName');

describe('CreateGroup', () => {
  test('makes a group that DescribeGroup shows, with who made it and when', async () => {
    const id = await create('admins', { Description: 'Platform team' });
    expect(id).toMatch(/^1234567890-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    const person = 'arn:aws:iam::123456789012:user/sandbox';
    expect(await describeGroup(id)).toEqual({
      IdentityStoreId: STORE, GroupId: id, DisplayName: 'admins', Description: 'Platform team',
      CreatedAt: new Date(BEGIN), CreatedBy: person, UpdatedAt: new Date(BEGIN), UpdatedBy: person,
    });
  });

  test('in a store of the older kind gives ids without a prefix', async () => {
    const id = await create('admins', { IdentityStoreId: '01234567-89ab-cdef-0123-456789abcdef' });
    expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  test.each([
    ['a single character', { DisplayName: 'a' }],
    ['1,024 characters', { DisplayName: 'a'.repeat(1024), Description: 'b'.repeat(1024) }],
    ['letters, marks, symbols, digits and punctuation of any language', { DisplayName: 'Zoë ☃ 東京 ١٢ (a+b)!', Description: 'Zoë ☃ 東京 ١٢ (a+b)!' }],
    ['tabs, ends of lines and spaces', { DisplayName: 'a\tb\nc\rd e\u00a0f', Description: 'a\tb\nc\rd e\u00a0f' }],
    ['an ideographic space in the description', { DisplayName: 'admins', Description: 'a\u3000b' }],
    ['an ideographic space in the name', { DisplayName: 'a\u3000b' }],
  ])('accepts %s', async (_what, input) => {
    const id = await create(input.DisplayName, input);
    expect(await describeGroup(id)).toMatchObject(input);
  });

  test.each([
    ['no name', { DisplayName: undefined }, invalid('displayName', 'must not be null')],
    ['an empty name', { DisplayName: '' }, invalid('displayName', 'must have length greater than or equal to 1')],
    ['1,025 characters', { DisplayName: 'a'.repeat(1025) }, invalid('displayName', 'must have length less than or equal to 1024')],
    ['a control character', { DisplayName: 'a\u0007' }, invalid('displayName', 'must satisfy regular expression pattern')],
    ['an empty description', { Description: '' }, invalid('description', 'must have length greater than or equal to 1')],
    ['a description of 1,025 characters', { Description: 'b'.repeat(1025) }, invalid('description', 'must have length less than or equal to 1024')],
    ['a control character in the description', { Description: 'b\u0000' }, invalid('description', 'must satisfy regular expression pattern')],
    ['a reserved name', { DisplayName: 'Administrator' }, validation('The group name Administrator is reserved')],
    ['a reserved name in another case', { DisplayName: 'awsADMINISTRATORS' }, validation('The group name awsADMINISTRATORS is reserved')],
    ['a name that is taken', { DisplayName: 'taken' }, CONFLICT],
    ['a name that is taken in another case', { DisplayName: 'TAKEN' }, CONFLICT],
  ])('refuses %s', async (_what, input, refusal) => {
    await create('taken');
    await expect(client.send(new CreateGroupCommand({ IdentityStoreId: STORE, DisplayName: 'admins', ...input } as CreateGroupCommandInput))).rejects.toThrow(refusal);
    expect(await namesOf()).toEqual({ names: ['taken'], NextToken: undefined });
  });

  test('allows the same name in another store', async () => {
    const one = await create('admins');
    const other = await create('admins', { IdentityStoreId: 'd-0987654321' });
    expect(other).not.toBe(one);
  });
});

describe('the id of the store', () => {
  test.each(['', 'd-123456789', 'd-12345678901', 'd-ABCDEF0123', 'd-123456789g', '01234567-89AB-cdef-0123-456789abcdef', 'x d-1234567890'])('%j is refused', async (id) => {
    await expect(client.send(new ListGroupsCommand({ IdentityStoreId: id }))).rejects.toThrow(validation(
      `1 validation error detected: Value '${id}' at 'identityStoreId' failed to satisfy constraint: Member must satisfy regular expression pattern: `
      + '(arn:aws[a-z-]*:identitystore::\\d{12}:identitystore/)?(d-[0-9a-f]{10}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})'));
  });
});

describe('the id of a group', () => {
  const OPERATIONS = {
    DescribeGroup: (GroupId: string) => client.send(new DescribeGroupCommand({ IdentityStoreId: STORE, GroupId })),
    UpdateGroup: (GroupId: string) => client.send(new UpdateGroupCommand({ IdentityStoreId: STORE, GroupId, Operations: [{ AttributePath: 'description' }] })),
    DeleteGroup: (GroupId: string) => client.send(new DeleteGroupCommand({ IdentityStoreId: STORE, GroupId })),
  };
  const MALFORMED = invalid('groupId', 'must satisfy regular expression pattern');

  test.each<{ operation: keyof typeof OPERATIONS; id: string; refusal: Error }>([
    { operation: 'DescribeGroup', id: NOBODY, refusal: GROUP_NOT_FOUND },
    { operation: 'DescribeGroup', id: 'admins', refusal: MALFORMED },
    { operation: 'UpdateGroup', id: NOBODY, refusal: GROUP_NOT_FOUND },
    { operation: 'UpdateGroup', id: '00000000', refusal: MALFORMED },
    { operation: 'DeleteGroup', id: NOBODY, refusal: GROUP_NOT_FOUND },
    { operation: 'DeleteGroup', id: `${NOBODY}0`, refusal: MALFORMED },
  ])('$id is refused by $operation', async ({ operation, id, refusal }) => {
    await expect(OPERATIONS[operation](id)).rejects.toThrow(refusal);
  });
});

describe('UpdateGroup', () => {
  test.each<[string, Operations, object]>([
    ['the name', [{ AttributePath: 'displayName', AttributeValue: 'operators' }], { DisplayName: 'operators', Description: 'Platform team' }],
    ['the name to the same name in another case', [{ AttributePath: 'displayName', AttributeValue: 'ADMINS' }], { DisplayName: 'ADMINS', Description: 'Platform team' }],
    ['the description', [{ AttributePath: 'description', AttributeValue: 'new' }], { DisplayName: 'admins', Description: 'new' }],
    ['both', [{ AttributePath: 'description', AttributeValue: 'new' }, { AttributePath: 'displayName', AttributeValue: 'operators' }], { DisplayName: 'operators', Description: 'new' }],
    ['the description away, without a value', [{ AttributePath: 'description' }], { DisplayName: 'admins' }],
    ['the description away, with null', [{ AttributePath: 'description', AttributeValue: null }], { DisplayName: 'admins' }],
  ])('changes %s, and when that was', async (_what, operations, expected) => {
    const id = await create('admins', { Description: 'Platform team' });
    await world.time.run(world.time.sleep(60_000));
    await update(id, operations);
    const { GroupId, IdentityStoreId, CreatedAt, CreatedBy, UpdatedAt, UpdatedBy, ...attributes } = await describeGroup(id);
    expect(attributes).toEqual(expected);
    expect([GroupId, IdentityStoreId, CreatedAt, UpdatedAt]).toEqual([id, STORE, new Date(BEGIN), new Date(BEGIN + 60_000)]);
    expect(UpdatedBy).toBe(CreatedBy);
  });

  const COUNT = invalid('operations', 'must have length greater than or equal to 1 and less than or equal to 100');

  test.each<[string, Operations, Error]>([
    ['no operation', [], COUNT],
    ['101 operations', Array.from({ length: 101 }, () => ({ AttributePath: 'description', AttributeValue: 'new' })), COUNT],
    ['another attribute', [{ AttributePath: 'groupId', AttributeValue: NOBODY }], validation('The attribute path groupId is not supported')],
    ['an empty description', [{ AttributePath: 'description', AttributeValue: '' }], invalid('description', 'must have length greater than or equal to 1')],
    ['no name', [{ AttributePath: 'displayName' }], invalid('displayName', 'must not be null')],
    ['a reserved name', [{ AttributePath: 'displayName', AttributeValue: 'administrator' }], validation('The group name administrator is reserved')],
    ['the name of another group', [{ AttributePath: 'displayName', AttributeValue: 'Taken' }], CONFLICT],
    ['a right operation together with a wrong one', [{ AttributePath: 'description', AttributeValue: 'new' }, { AttributePath: 'displayName', AttributeValue: 'taken' }], CONFLICT],
  ])('refuses %s, and changes nothing', async (_what, operations, refusal) => {
    await create('taken');
    const id = await create('admins', { Description: 'Platform team' });
    const before = await describeGroup(id);
    await world.time.run(world.time.sleep(60_000));
    await expect(update(id, operations)).rejects.toThrow(refusal);
    expect(await describeGroup(id)).toEqual(before);
  });

  test('accepts 100 operations, of which the last counts', async () => {
    const id = await create('admins');
    await update(id, Array.from({ length: 100 }, (_, index) => ({ AttributePath: 'description', AttributeValue: `text ${index}` })));
    expect(await describeGroup(id)).toMatchObject({ Description: 'text 99' });
  });
});

describe('GetGroupId', () => {
  function lookUp(AttributePath: string, AttributeValue: string) {
    return client.send(new GetGroupIdCommand({ IdentityStoreId: STORE, AlternateIdentifier: { UniqueAttribute: { AttributePath, AttributeValue } } }));
  }

  test.each(['admins', 'Admins', 'ADMINS'])('finds a group by its name, ignoring case: %s', async (name) => {
    await create('others');
    const id = await create('admins');
    expect(await lookUp('displayName', name)).toMatchObject({ GroupId: id, IdentityStoreId: STORE });
  });

  test('does not find what is not there', async () => {
    await create('admins', { IdentityStoreId: 'd-0987654321' });
    await expect(lookUp('displayName', 'admins')).rejects.toThrow(GROUP_NOT_FOUND);
  });

  test('refuses an attribute that is not unique', async () => {
    await expect(lookUp('description', 'x')).rejects.toThrow(validation('The attribute description is not a unique attribute'));
  });

  test('finds a group by the id of its external provider', async () => {
    await create('others');
    const id = await create('admins');
    world.sandbox.identityStores.store(STORE).provisionExternally(id, [{ Issuer: 'https://idp.example.com', Id: '42' }]);
    const byId = (Id: string) => client.send(new GetGroupIdCommand({ IdentityStoreId: STORE, AlternateIdentifier: { ExternalId: { Issuer: 'https://idp.example.com', Id } } }));
    expect((await byId('42')).GroupId).toBe(id);
    await expect(byId('43')).rejects.toThrow(GROUP_NOT_FOUND);
    expect(await describeGroup(id)).toMatchObject({ ExternalIds: [{ Issuer: 'https://idp.example.com', Id: '42' }] });
  });

  test.each<[string, object, Error]>([
    ['an empty issuer', { ExternalId: { Issuer: '', Id: '1' } }, invalid('alternateIdentifier.externalId.issuer', 'must have length greater than or equal to 1')],
    ['an id of 257 characters', { ExternalId: { Issuer: 'x', Id: '1'.repeat(257) } }, invalid('alternateIdentifier.externalId.id', 'must have length less than or equal to 256')],
  ])('refuses %s', async (_what, AlternateIdentifier, refusal) => {
    await expect(client.send(new GetGroupIdCommand({ IdentityStoreId: STORE, AlternateIdentifier: AlternateIdentifier as never }))).rejects.toThrow(refusal);
  });
});

test('DeleteGroup removes the group and frees its name', async () => {
  const id = await create('admins');
  await client.send(new DeleteGroupCommand({ IdentityStoreId: STORE, GroupId: id }));
  await expect(describeGroup(id)).rejects.toThrow(GROUP_NOT_FOUND);
  expect(await create('admins')).not.toBe(id);
});

describe('ListGroups', () => {
  test.each([['admins', ['admins']], ['Admins', ['admins']], ['nobody', []]])('filters by the name %s', async (AttributeValue, names) => {
    for (const name of ['others', 'admins']) await create(name);
    expect(await namesOf({ Filters: [{ AttributePath: 'DisplayName', AttributeValue }] })).toEqual({ names, NextToken: undefined });
  });

  test('of an empty store is empty', async () => {
    expect(await namesOf()).toEqual({ names: [], NextToken: undefined });
  });

  test.each([
    { groups: 5, MaxResults: 2, pages: [2, 2, 1] },
    { groups: 4, MaxResults: 2, pages: [2, 2] },
    { groups: 3, MaxResults: 1, pages: [1, 1, 1] },
    { groups: 100, MaxResults: 100, pages: [100] },
    { groups: 101, MaxResults: undefined, pages: [100, 1] },
  ])('gives $groups groups, at most $MaxResults a page, as pages of $pages', async ({ groups, MaxResults, pages }) => {
    const names = Array.from({ length: groups }, (_, index) => `group ${index}`);
    for (const name of names) await create(name);
    const listed: (string | undefined)[][] = [];
    let NextToken: string | undefined;
    do {
      const page = await namesOf({ MaxResults, NextToken });
      listed.push(page.names);
      NextToken = page.NextToken;
    } while (NextToken !== undefined && listed.length <= pages.length);
    expect(listed.map(({ length }) => length)).toEqual(pages);
    expect(listed.flat()).toEqual(names);
  });

  test.each([
    { input: { MaxResults: 0 }, refusal: invalid('maxResults', 'must have value greater than or equal to 1') },
    { input: { MaxResults: 101 }, refusal: invalid('maxResults', 'must have value less than or equal to 100') },
    { input: { NextToken: 'made up' }, refusal: validation('The pagination token is invalid') },
    { input: { Filters: [{ AttributePath: 'Description', AttributeValue: 'a' }] }, refusal: validation('The attribute path Description is not supported for filters') },
  ])('refuses $input', async ({ input, refusal }) => {
    await expect(namesOf(input)).rejects.toThrow(refusal);
  });
});
