import { Annotations, CfnParameter, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AccountInvitation, AccountInvitationProps, ConflictPolicy, Group, IdentityStore, InvitationTarget } from '../../lib';
import { DATA, organizationSeed, PRODUCTION, WORKLOADS } from './support/organization-seed';
import { Declaration, DESTROY, Procedure, RETAIN, team, TeamOptions } from './support/procedure';
import { OTHER_STORE, PAYMENTS, STORE } from '../support/ids';

let procedure: Procedure;
beforeEach(async () => { procedure = await Procedure.start(organizationSeed()); });
afterEach(() => procedure.stop());

/** The invitations ever sent, with their states. */
async function invitations(): Promise<Record<string, string>> {
  const { organizations: [organization] } = await procedure.state();
  return Object.fromEntries(organization?.handshakes.map(({ handshakeId, recipient, state }) => [`${recipient} ${handshakeId}`, state]) ?? []);
}

async function members(): Promise<Record<string, string>> {
  const { organizations: [organization] } = await procedure.state();
  return Object.fromEntries(organization?.accounts.map(({ accountId, organizationalUnit }) => [accountId, organizationalUnit]) ?? []);
}

function together(...declarations: Declaration[]): Declaration {
  return (stack, identityStore) => declarations.forEach((declare) => declare(stack, identityStore));
}

function invitation(props: Partial<AccountInvitationProps> = {}): Declaration {
  return (stack) => void new AccountInvitation(stack, 'Payments', { target: InvitationTarget.account(PAYMENTS), ...props });
}

/** What stays in the old stack. */
const others: Declaration = (stack, identityStore) => void new Group(stack, 'Others', { identityStore, displayName: 'others' });

describe('Renaming and moving', () => {
  test('Within a stack a construct gets another id and another scope, and stays what it was', async () => {
    const before = team({ user: DESTROY, group: DESTROY });
    await procedure.deploy({ People: before });
    const created = await procedure.directory();
    expect(Object.keys(created.memberships)).toEqual(['ada in admins']);

    const after: Declaration = (stack, identityStore) => before(new Construct(stack, 'Team') as Stack, identityStore);
    await procedure.deploy({ People: after });
    expect(await procedure.directory()).toEqual(created);
    expect(await procedure.ownershipIn('People')).toEqual({ User: 'created', Group: 'created', GroupMembership: 'created' });

    await procedure.destroy({ People: after });
    expect(await procedure.directory()).toEqual({ users: {}, groups: {}, memberships: {} });
  });

  /** A user that would be deleted, a group that wouldn't, a membership and a pending invitation. */
  const atFirst = together(team({ user: DESTROY }), invitation());
  const kept = (generation?: string): Declaration => together(
    team({ user: RETAIN, membership: { ...RETAIN, ...(generation !== undefined && { generation }) } }), invitation(RETAIN));
  const acknowledged: Declaration = (stack) => Annotations.of(stack).acknowledgeWarning('cdk-org-guard:declaredInAnotherStack');

  test.each<{ end: string; options: TeamOptions; destroys: boolean; generation?: string; membership: string }>([
    { end: 'the old stack is destroyed, and the new one has adopted all', options: {}, destroys: true, membership: 'adopted' },
    {
      end: 'it is removed from the old stack, and the new one owns the membership with OVERWRITE',
      options: { membership: { conflictPolicy: ConflictPolicy.OVERWRITE } }, destroys: false, generation: '2', membership: 'created',
    },
  ])('To another stack in three deployments, without a loss at any step: $end', async ({ options, destroys, generation, membership }) => {
    await procedure.deploy({ Old: together(others, atFirst) });
    const [directory, sent] = [await procedure.directory(), await invitations()];
    expect(Object.keys(directory.memberships)).toEqual(['ada in admins']);
    expect(Object.values(sent)).toEqual(['REQUESTED']);
    const expectAsBefore = async (): Promise<void> => expect([await procedure.directory(), await invitations()]).toEqual([directory, sent]);

    const old = together(others, kept(generation));
    expect(await procedure.deploy({ Old: old })).not.toContain('(no changes)');
    await expectAsBefore();

    const moved = together(team(options), invitation());
    expect(await procedure.deploy({ Old: old, New: together(acknowledged, moved) })).not.toContain('is also declared by');
    await expectAsBefore();
    expect(await procedure.ownershipIn('New')).toEqual({ User: 'adopted', Group: 'adopted', GroupMembership: membership });

    if (destroys) await procedure.destroy({ Old: old });
    else await procedure.deploy({ Old: others, New: moved });
    await expectAsBefore();

    await procedure.destroy({ New: moved });
    expect(await procedure.directory()).toEqual(membership === 'created' ? { ...directory, memberships: {} } : directory);
    expect(await invitations()).toEqual(sent);
  });

  test('To another stack with the first deployment left out: the synthesis warns, and the membership is missing until another generation', async () => {
    await procedure.deploy({ Old: team() });
    const { memberships: _lost, ...stays } = await procedure.directory();
    expect(await procedure.deploy({ Old: team(), New: team() }))
      .toContain('membership "New/Ada in New/Admins" is also declared by Old/Admins/AdaMember');

    await procedure.destroy({ Old: team() });
    expect(await procedure.directory()).toEqual({ ...stays, memberships: {} });
    expect(await procedure.deploy({ New: team() })).toContain('(no changes)');

    await procedure.deploy({ New: team({ membership: { generation: '2' } }) });
    expect(await procedure.directory()).toEqual({ ...stays, memberships: { 'ada in admins': expect.any(String) } });
  });

  test('Two constructs of one name that is known only at deployment: the second is refused, and one of them keeps the group', async () => {
    const first: Declaration = (stack, identityStore) => void new Group(stack, 'First', { identityStore, displayName: 'admins', ...DESTROY });
    const second: Declaration = (stack, identityStore) => void new Group(stack, 'Second', {
      identityStore, displayName: new CfnParameter(stack, 'Name', { default: 'admins' }).valueAsString, ...DESTROY,
    });
    await procedure.deploy({ People: first });
    const before = await procedure.directory();

    expect(await procedure.failToDeploy({ People: together(first, second) })).toContain('NAME_HELD_BY_ANOTHER_CONSTRUCT: group "admins"');
    expect(await procedure.directory()).toEqual(before);

    await procedure.deploy({ People: first });
    expect(await procedure.directory()).toEqual(before);
    expect(await procedure.ownershipIn('People')).toEqual({ Group: 'created' });
  });

  test('To another identity store with a new construct id, since the same construct can\'t follow', async () => {
    const inStore = (id: string, store: string): Declaration => (stack) => {
      const identityStore = IdentityStore.fromIdentityStoreId(stack, 'Its', store);
      new Group(stack, id, { identityStore, displayName: 'admins' });
    };
    await procedure.deploy({ People: inStore('Admins', STORE) });
    const before = await procedure.directory();

    expect(await procedure.failToDeploy({ People: inStore('Admins', OTHER_STORE) })).toContain('IDENTITY_STORE_CHANGED: group "admins"');
    expect(await procedure.statusOf('People')).toBe('UPDATE_ROLLBACK_COMPLETE');

    await procedure.deploy({ People: inStore('AdminsThere', OTHER_STORE) });
    expect(await procedure.directory(OTHER_STORE)).toMatchObject({ groups: { admins: expect.any(String) } });
    expect(await procedure.directory()).toEqual(before);
  });

  test('A new account or organizational unit of an invitation: the unit moves the account, another account gets another invitation', async () => {
    await procedure.deploy({ Accounts: invitation({ organizationalUnitId: WORKLOADS }) });
    const [sent = ''] = Object.keys(await invitations());
    await procedure.accept(PAYMENTS);

    await procedure.deploy({ Accounts: invitation({ organizationalUnitId: PRODUCTION }) });
    expect(await members()).toMatchObject({ [PAYMENTS]: 'Workloads/Production', [DATA]: '' });

    const another = '777788889999';
    await procedure.deploy({ Accounts: invitation({ organizationalUnitId: PRODUCTION, target: InvitationTarget.account(another) }) });
    expect(Object.entries(await invitations())).toEqual([[sent, 'ACCEPTED'], [expect.stringContaining(another), 'REQUESTED']]);
    expect(await members()).toMatchObject({ [PAYMENTS]: 'Workloads/Production' });
  });
});
