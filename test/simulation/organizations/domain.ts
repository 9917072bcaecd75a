import fc from 'fast-check';
import { Acceptance, AccountInvitation, AllFeatures, InvitationTarget } from '../../../lib';
import type { Sandbox } from '../../../sandbox/sandbox';
import type { Declaration, Domain } from '../domain';
import { acts, performAct } from './acts';
import { ALL_FEATURES, allFeaturesValues } from './all-features';
import { entitiesOf } from './entities';
import { objectionToIntervention } from './foreign';
import { INVITATION, invitationValues } from './invitations';
import { MEMBERSHIP } from './memberships';
import { DATA, MEMBER, NEWCOMER, ORGANIZATIONS_SEED, organizationOf, roleIn, UNITS } from './world';
import { PAYMENTS } from '../../support/ids';

const removal = fc.constantFrom('DESTROY' as const, 'DESTROY' as const, 'RETAIN_ON_UPDATE_OR_DELETE' as const, 'RETAIN' as const);

function declarations(kind: string, values: fc.Arbitrary<Declaration['values']>): fc.Arbitrary<Declaration> {
  return fc.record({ kind: fc.constant(kind), values, policy: fc.constant('ADOPT' as const), removal });
}

const ABOUT: Readonly<Record<string, RegExp>> = {
  Handshake: /:(Invite|Cancel|Accept)/,
  Account: /:(Move|Tag)/,
  Features: /:(Enable|Accept)/,
};

/** Invitations of accounts into one organization, and what follows them. */
export const ORGANIZATIONS: Domain = {
  name: 'ORGANIZATIONS',
  // What refers to others comes after them.
  kinds: { AccountInvitation: INVITATION, AccountMembership: MEMBERSHIP, AllFeatures: ALL_FEATURES },
  declaration: fc.oneof(
    { weight: 8, arbitrary: declarations('AccountInvitation', invitationValues) },
    { weight: 1, arbitrary: declarations('AllFeatures', allFeaturesValues) },
  ),
  together: [],
  act: acts,
  organizations: ORGANIZATIONS_SEED,
  operations: [
    'DescribeOrganization', 'DescribeAccount', 'ListAccounts', 'InviteAccountToOrganization', 'DescribeHandshake', 'ListHandshakesForOrganization',
    'CancelHandshake', 'AcceptHandshake', 'EnableAllFeatures', 'ListParents', 'MoveAccount', 'ListTagsForResource', 'TagResource',
  ].map((operation) => `organizations:${operation}`).concat(
    'sts:AssumeRole', 'cloudformation:DescribeStacks', 'cloudformation:ListStackResources', 'answer', 'deliver:Create', 'deliver:Update', 'deliver:Delete',
  ),

  declare(scope, aspects) {
    const has = (aspect: string): boolean => aspects.includes(aspect);
    if (has('INVITE')) new AccountInvitation(scope, 'Plain', { target: InvitationTarget.account('333333333333') });
    if (has('FIND_PLACE_AND_TAG')) {
      new AccountInvitation(scope, 'Placed', { target: InvitationTarget.email('placed@example.com'), tags: { Team: 'x' }, organizationalUnitId: UNITS[0] });
    }
    if (has('ROLE')) {
      [PAYMENTS, DATA, MEMBER, NEWCOMER].forEach((account, index) => new AccountInvitation(scope, `Accepted${index}`, {
        target: InvitationTarget.account(account), acceptance: Acceptance.assumeRole({ roleArn: roleIn(account) }),
      }));
    }
    if (has('WAIT')) new AccountInvitation(scope, 'Waited', { target: InvitationTarget.account('444444444444'), acceptance: Acceptance.waitFor() });
    if (has('ALL_FEATURES')) new AllFeatures(scope, 'AllFeatures', { finalize: true });
  },

  perform: performAct,
  entities: entitiesOf,
  isAbout: (operation, entityKind) => ABOUT[entityKind]?.test(operation) ?? false,
  objection: objectionToIntervention,

  isLagging(sandbox: Sandbox): boolean {
    const { organizations } = sandbox;
    const { id, members } = organizationOf(sandbox);
    return [...members.values()].some(({ joinedAt }) => !organizations.isVisible(joinedAt))
      || organizations.handshakes.pending(id, 'INVITE').some(({ requestedAt }) => !organizations.isVisible(requestedAt));
  },
};
