import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CfnOutput, CfnResource, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnGroup, CfnGroupMembership } from 'aws-cdk-lib/aws-identitystore';
import { CfnAssignment } from 'aws-cdk-lib/aws-sso';
import { Group, User } from '../../lib';
import { Declaration, DESTROY, Procedure, RETAIN } from './support/procedure';
import { ADA } from '../support/declared-users';
import { STORE } from '../support/ids';

let procedure: Procedure;
beforeEach(async () => { procedure = await Procedure.start(); });
afterEach(() => procedure.stop());

/** What else is in the stack. */
const others: Declaration = (stack, identityStore) => void new Group(stack, 'Others', { identityStore, displayName: 'others' });

function nativeUser(stack: Stack): CfnResource {
  const properties = {
    IdentityStoreId: STORE, UserName: ADA.userName, DisplayName: ADA.displayName, Emails: [{ Value: ADA.email, Primary: true }],
    Name: { GivenName: ADA.name.givenName, FamilyName: ADA.name.familyName },
  };
  return new CfnResource(stack, 'NativeAda', { type: 'AWS::IdentityStore::User', properties });
}

describe('From `AWS::IdentityStore::…` to guarded constructs', () => {
  /** Who may do what, by an id as the native or the guarded group gives it, or as a literal text. */
  function assign(stack: Stack, principalId: string): void {
    const instanceArn = 'arn:aws:sso:::instance/ssoins-1234567890abcdef';
    const permissionSetArn = 'arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-1234567890abcdef';
    new CfnAssignment(stack, 'Assignment', {
      instanceArn, permissionSetArn, principalId, principalType: 'GROUP', targetId: '123456789012', targetType: 'AWS_ACCOUNT',
    });
  }

  function native({ retained = false, literalId }: { retained?: boolean; literalId?: string }): Declaration {
    return (stack) => {
      const ada = nativeUser(stack);
      const admins = new CfnGroup(stack, 'Admins', { identityStoreId: STORE, displayName: 'admins' });
      const memberId = { userId: ada.getAtt('UserId').toString() };
      const membership = new CfnGroupMembership(stack, 'Membership', { identityStoreId: STORE, groupId: admins.attrGroupId, memberId });
      assign(stack, literalId ?? admins.attrGroupId);
      if (!retained) return;
      for (const resource of [ada, admins, membership]) resource.applyRemovalPolicy(RemovalPolicy.RETAIN);
      new CfnOutput(stack, 'AdminsId', { value: admins.attrGroupId });
    };
  }

  const guarded = (email: string): Declaration => (stack, identityStore) => {
    const admins = new Group(stack, 'GuardedAdmins', { identityStore, displayName: 'admins' });
    admins.addMember('Ada', new User(stack, 'GuardedAda', { identityStore, ...ADA, email }));
    assign(stack, admins.groupId);
    for (const [name, value] of Object.entries({ AdminsId: admins.groupId, Outcome: admins.outcome })) new CfnOutput(stack, name, { value });
  };

  async function assignment(): Promise<string | undefined> {
    const { stacks: [stack] } = await procedure.state();
    return stack?.resources.find(({ type }) => type === 'AWS::SSO::Assignment')?.physicalId;
  }

  test('First, make CloudFormation keep what it would delete. Then put the guarded construct in its place: native users, memberships and assignments stay', async () => {
    await procedure.deploy({ People: native({}) });
    const [directory, assigned] = [await procedure.directory(), await assignment()];
    expect(Object.keys(directory.memberships)).toEqual(['ada in admins']);
    const expectAsBefore = async (): Promise<void> => expect([await procedure.directory(), await assignment()]).toEqual([directory, assigned]);

    expect(await procedure.deploy({ People: native({ retained: true }) })).not.toContain('(no changes)');
    await expectAsBefore();
    const { AdminsId: literalId = '' } = await procedure.outputsOf('People');
    expect(literalId).toBe(directory.groups.admins);

    await procedure.deploy({ People: native({ retained: true, literalId }) });
    await expectAsBefore();

    await procedure.deploy({ People: guarded(ADA.email) });
    await expectAsBefore();
    expect(await procedure.outputsOf('People')).toEqual({ AdminsId: literalId, Outcome: 'ADOPTED' });
    expect(await procedure.ownershipIn('People')).toEqual({ Group: 'adopted', User: 'adopted', GroupMembership: 'adopted' });

    await procedure.deploy({ People: guarded('ada@new.example.com') });
    await expectAsBefore();
    await procedure.destroy({ People: guarded('ada@new.example.com') });
    expect(await procedure.directory()).toEqual(directory);
  });
});

describe('From guarded constructs to `AWS::IdentityStore::…`', () => {
  const mappings = mkdtempSync(join(tmpdir(), 'cdk-org-guard-import-'));
  afterAll(() => rmSync(mappings, { recursive: true }));

  interface Ids {
    readonly adminsId: string;
    readonly adaId: string;
    readonly membershipId: string;
  }

  function guarded({ kept }: { kept: boolean }): Declaration {
    return (stack, identityStore) => {
      const ada = new User(stack, 'Ada', { identityStore, ...ADA });
      const admins = new Group(stack, 'Admins', { identityStore, displayName: 'admins', ...(kept ? {} : DESTROY) });
      const membership = admins.addMember('Ada', ada, kept ? RETAIN : {});
      if (!kept) return;
      const ids: Ids = { adminsId: admins.groupId, adaId: ada.userId, membershipId: membership.membershipId };
      for (const [name, value] of Object.entries(ids)) new CfnOutput(stack, name, { value });
    };
  }

  function native({ adaId }: Ids, description?: string): Declaration {
    return (stack) => {
      const admins = new CfnGroup(stack, 'NativeAdmins', { identityStoreId: STORE, displayName: 'admins', ...(description !== undefined && { description }) });
      new CfnGroupMembership(stack, 'NativeMembership', { identityStoreId: STORE, groupId: admins.attrGroupId, memberId: { userId: adaId } });
    };
  }

  /** Imports what a stack declares beside what it has, with the identifiers that the command would ask for. */
  async function importing(declaration: Declaration, identifiers: object): Promise<string> {
    const file = join(mappings, 'mapping.json');
    writeFileSync(file, JSON.stringify(identifiers));
    const { exitCode, output } = await procedure.cdk(['import', '--resource-mapping', file], { People: declaration });
    return `${exitCode}: ${output}`;
  }

  /** Steps 1 to 3, and the ids that are noted. */
  async function withoutGuarded(beside: Declaration): Promise<Ids> {
    const both = (declaration: Declaration): Declaration => (stack, identityStore) => [beside, declaration].forEach((declare) => declare(stack, identityStore));
    await procedure.deploy({ People: both(guarded({ kept: false })) });
    const directory = await procedure.directory();
    expect(Object.keys(directory.memberships)).toEqual(['ada in admins']);

    await procedure.deploy({ People: both(guarded({ kept: true })) });
    expect(await procedure.directory()).toEqual(directory);
    const ids = await procedure.outputsOf('People') as unknown as Ids;
    expect(ids).toEqual({ adminsId: directory.groups.admins, adaId: directory.users.ada, membershipId: directory.memberships['ada in admins'] });

    await procedure.deploy({ People: beside });
    expect(await procedure.directory()).toEqual(directory);
    return ids;
  }

  test.each([
    { where: 'a stack that has more', beside: others, left: 'UPDATE_COMPLETE' },
    { where: 'a stack that has nothing else, and is gone meanwhile', beside: (() => undefined) as Declaration, left: undefined },
  ])('To the native types: what is removed is imported into $where', async ({ beside, left }) => {
    const ids = await withoutGuarded(beside);
    expect(await procedure.statusOf('People')).toBe(left);
    const directory = await procedure.directory();
    const withNative = (description?: string): Declaration => (stack, identityStore) => {
      beside(stack, identityStore);
      native(ids, description)(stack, identityStore);
    };

    const imported = await importing(withNative(), {
      NativeAdmins: { GroupId: ids.adminsId, IdentityStoreId: STORE }, NativeMembership: { MembershipId: ids.membershipId, IdentityStoreId: STORE },
    });
    expect(imported).toMatch(/^0: [^]*Import operation complete\./);
    expect(await procedure.statusOf('People')).toBe('IMPORT_COMPLETE');
    expect(await procedure.directory()).toEqual(directory);

    await procedure.deploy({ People: withNative('Platform team') });
    expect(await procedure.directory()).toEqual(directory);
  });

  test('what import refuses is still there, and a guarded construct adopts it again', async () => {
    const ids = await withoutGuarded(others);
    const directory = await procedure.directory();
    const refused = await importing((stack, identityStore) => {
      others(stack, identityStore);
      nativeUser(stack);
    }, { NativeAda: { Arn: `arn:aws:identitystore:::user/${ids.adaId}` } });
    expect(refused).toContain('1: ');
    expect(refused).toContain('doesn\'t emulate importing a resource of the type AWS::IdentityStore::User');
    expect(await procedure.directory()).toEqual(directory);

    await procedure.deploy({ People: guarded({ kept: true }) });
    expect(await procedure.directory()).toEqual(directory);
    expect(await procedure.ownershipIn('People')).toEqual({ Group: 'adopted', User: 'adopted', GroupMembership: 'adopted' });
  });
});
