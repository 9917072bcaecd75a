import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import {
  Acceptance, AccountInvitation, AllFeatures, Completion, ContentsSource, Group, IdentityStore, IdentityStoreContents, IdentityStoreContentsProps,
  InvitationCampaign, InvitationTarget, Roster, User,
} from '../../lib';
import { PAYMENTS_EMAIL, UNIT } from '../support/declared-invitations';
import { MANAGEMENT, PAYMENTS, STORE } from '../support/ids';

/** An app with every construct in every mode. */
export function everything(app = new App(), others: Pick<IdentityStoreContentsProps, 'ledger'> = {}): App {
  const stack = new Stack(app, 'Everything', { env: { account: MANAGEMENT, region: 'us-east-1' } });
  people(stack, others);
  accounts(stack, others);
  return app;
}

function people(stack: Stack, others: Pick<IdentityStoreContentsProps, 'ledger'>): void {
  const encryptionKey = kms.Key.fromKeyArn(stack, 'Key', `arn:aws:kms:us-east-1:${MANAGEMENT}:key/11112222-3333-4444-5555-666677778888`);
  const encrypted = IdentityStore.fromIdentityStoreAttributes(stack, 'Encrypted', {
    identityStoreId: 'd-1234567891', ownerAccount: MANAGEMENT, region: 'eu-central-1', encryptionKey,
  });
  for (const [name, store] of Object.entries({ Plain: IdentityStore.fromIdentityStoreId(stack, 'Store', STORE), Encrypted: encrypted })) {
    const ada = new User(stack, `${name}Ada`, {
      identityStore: store, userName: 'ada', displayName: 'Ada Lovelace', name: { givenName: 'Ada', familyName: 'Lovelace' }, email: 'ada@example.com',
    });
    new Group(stack, `${name}Admins`, { identityStore: store, displayName: 'admins' }).addMember('Ada', ada);
    const known = Group.fromDisplayName(stack, `${name}Known`, store, 'known');
    known.addMember('Grace', User.fromUserName(stack, `${name}Grace`, store, 'grace'));
    new IdentityStoreContents(stack, `${name}Contents`, {
      identityStore: store, source: ContentsSource.inline({ groups: [{ displayName: 'readers' }], memberships: [{ group: 'readers', userName: 'alan' }] }),
      completion: Completion.background(), ...others,
    });
    Group.fromGroupId(stack, `${name}Imported`, store, '1234567890-11111111-2222-4333-8444-555555555555').addMember('Ada', ada);
  }
}

function accounts(stack: Stack, others: Pick<IdentityStoreContentsProps, 'ledger'>): void {
  const tags = { team: 'payments' };
  const targets = { Id: InvitationTarget.account(PAYMENTS), Email: InvitationTarget.email(PAYMENTS_EMAIL) };
  new AccountInvitation(stack, 'Invited', { target: targets.Id, tags, organizationalUnitId: UNIT });
  new AccountInvitation(stack, 'Awaited', { target: targets.Email, tags, organizationalUnitId: UNIT, acceptance: Acceptance.waitFor() });
  new AccountInvitation(stack, 'Entered', {
    target: InvitationTarget.account('444455556666'), acceptance: Acceptance.assumeRole({ roleName: 'Join', externalId: 'external' }),
  });
  new InvitationCampaign(stack, 'Merger', {
    roster: Roster.inline([{ account: '555566667777', tags, organizationalUnitId: UNIT }]), acceptance: Acceptance.assumeRole({ roleName: 'Join', externalId: 'external' }),
    cancelRemoved: true, removalPolicy: RemovalPolicy.DESTROY, ...others,
  }).onStateChange('Notify');
  new AllFeatures(stack, 'AllFeatures', { finalize: true });
}
