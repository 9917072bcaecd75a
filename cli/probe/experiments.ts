import type { Seen } from '../../sandbox/seed/probe-result';
import { Experiment, ifAll } from './experiment';
import { accounts } from './experiments/accounts';
import { atomicity } from './experiments/atomicity';
import { conflicts } from './experiments/conflicts';
import { creation } from './experiments/creation';
import { deletions } from './experiments/deletions';
import { invitations, ProbedOrganization } from './experiments/invitations';
import { lookUps } from './experiments/look-ups';
import { renaming } from './experiments/renaming';
import { spelling } from './experiments/spelling';
import { values } from './experiments/values';
import { visibility } from './experiments/visibility';
import type { ProbedStore } from './probed-store';

const CREATED_BY: Readonly<Record<string, string>> = { ARN_OF_CALLER: 'ROLE', ACCOUNT: 'ACCOUNT', ABSENT: 'ABSENT' };

const LOOK_UPS = ['userNameInCapitals', 'emailInCapitals', 'groupNameInCapitals', 'filterInCapitals'];

/** Experiments in an identity store, in the order in which they are carried out: how long reads lag has to be known before anything else is read. */
export const STORE_EXPERIMENTS: readonly Experiment<ProbedStore>[] = [
  {
    name: 'visibility',
    facts: ['lag from create to look-up and to membership'],
    calls: ['identitystore:CreateGroup', 'identitystore:CreateGroupMembership', 'identitystore:CreateUser', 'identitystore:GetUserId'],
    switches: [{ service: 'identityStore', name: 'readLagMilliseconds', follows: ({ lookUpAfterMilliseconds: after }) => after }],
    code: ['lambda/guard/until-visible.ts', 'lambda/guard/schedules.ts', 'lambda/identity-store/group-membership.ts'],
    run: visibility,
  },
  {
    name: 'creation',
    facts: ['form of CreatedBy', 'fraction of CreatedAt', 'ExternalIds by origin'],
    calls: ['identitystore:CreateGroup', 'identitystore:CreateUser', 'identitystore:DescribeGroup', 'identitystore:DescribeUser'],
    switches: [
      { service: 'identityStore', name: 'createdBy', follows: ({ createdBy }) => CREATED_BY[String(createdBy)] },
      { service: 'identityStore', name: 'wholeSeconds', follows: ifAll(['timesOf'], { SECONDS: true, MILLISECONDS: false }) },
      { service: 'identityStore', name: 'clockOffsetMilliseconds', follows: clockOffset },
      { service: 'identityStore', name: 'datesAnswers', follows: ifAll(['answers'], { DATED: true, NOT_DATED: false }) },
    ],
    code: [
      'lambda/identity-store/decide/origin.ts', 'lambda/guard/unanswered.ts', 'lambda/guard/service-clock.ts', 'lambda/identity-store/decide/managed-externally.ts',
    ],
    run: creation,
  },
  {
    name: 'values',
    facts: ['case and blanks of what is stored'],
    calls: ['identitystore:CreateGroup', 'identitystore:CreateUser', 'identitystore:DescribeGroup', 'identitystore:DescribeUser'],
    switches: [{
      service: 'identityStore', name: 'normalizesValues',
      follows: (seen) => ifAll(['userNameCase', 'emailCase'], { KEPT: keeps(seen, 'KEPT', false), LOWERED: keeps(seen, 'REMOVED', true) })(seen),
    }],
    code: ['lambda/guard/same-text.ts', 'lambda/identity-store/decide/user-proof.ts', 'lambda/identity-store/user-attributes.ts'],
    run: values,
  },
  {
    name: 'look-ups',
    facts: ['case and blanks in look-ups'],
    calls: ['identitystore:CreateGroup', 'identitystore:CreateUser', 'identitystore:GetGroupId', 'identitystore:GetUserId', 'identitystore:ListUsers'],
    switches: [{
      service: 'identityStore', name: 'lookupsIgnoreCase',
      follows: (seen) => ifAll(LOOK_UPS.filter((look) => look in seen), { FOUND: true, NOT_FOUND: false })(seen),
    }],
    code: ['lambda/identity-store/look-up.ts', 'lambda/guard/same-text.ts', 'lambda/identity-store/unresolved-conflict.ts'],
    run: lookUps,
  },
  {
    name: 'conflicts',
    facts: ['message and Reason of a duplicate name, e-mail, both'],
    calls: ['identitystore:CreateGroup', 'identitystore:CreateGroupMembership', 'identitystore:CreateUser'],
    switches: [],
    code: ['lambda/errors/identity-store.ts', 'lambda/identity-store/decide/taken-value.ts'],
    run: conflicts,
  },
  {
    name: 'renaming',
    facts: ['whether `userName` updates'],
    calls: ['identitystore:CreateUser', 'identitystore:DescribeUser', 'identitystore:UpdateUser'],
    switches: [{ service: 'identityStore', name: 'userNameIsUpdatable', follows: ifAll(['userName'], { CHANGED: true, REFUSED: false }) }],
    code: ['lambda/identity-store/user-update.ts'],
    run: renaming,
  },
  {
    name: 'spelling',
    facts: ['spelling inside documents'],
    calls: ['identitystore:CreateUser', 'identitystore:DescribeUser', 'identitystore:UpdateUser'],
    switches: [{ service: 'identityStore', name: 'documentKeys', follows: documentKeys }],
    code: ['lambda/identity-store/attributes.ts', 'lambda/identity-store/user-update.ts'],
    run: spelling,
  },
  {
    name: 'atomicity',
    facts: ['atomicity of an update'],
    calls: ['identitystore:CreateUser', 'identitystore:DescribeUser', 'identitystore:UpdateUser'],
    switches: [],
    code: ['lambda/identity-store/user-update.ts', 'lambda/identity-store/decide/taken-value.ts'],
    run: atomicity,
  },
  {
    name: 'deletions',
    facts: ['delete of what is missing'],
    calls: [
      'identitystore:CreateGroup', 'identitystore:CreateGroupMembership', 'identitystore:CreateUser', 'identitystore:DeleteGroup',
      'identitystore:DeleteGroupMembership', 'identitystore:DeleteUser', 'identitystore:IsMemberInGroups', 'identitystore:ListGroupMemberships',
    ],
    switches: [{ service: 'identityStore', name: 'missingDeletes', follows: ifAll(['user', 'group', 'membership'], { NOT_FOUND: 'REFUSED', SUCCEEDED: 'SUCCEED' }) }],
    code: ['lambda/errors/identity-store.ts', 'lambda/identity-store/entity-resource.ts', 'lambda/identity-store/group-membership.ts'],
    run: deletions,
  },
];

/** Experiments that only look at an organization, and learn from what happens to be there. */
export const ORGANIZATION_EXPERIMENTS: readonly Experiment<ProbedOrganization>[] = [
  {
    name: 'invitations',
    facts: ['how waiting and accepted invitations are shown', 'which AllFeatures handshake the management account accepts'],
    calls: ['organizations:DescribeOrganization', 'organizations:ListHandshakesForOrganization'],
    switches: [
      { service: 'organizations', name: 'emptyPages', follows: ifAll(['firstPage'], { EMPTY_WITH_NEXT: true, FILLED: false }) },
      { service: 'organizations', name: 'invitationState', follows: ifAll(['waiting'], { OPEN: 'OPEN', REQUESTED: 'REQUESTED' }) },
      { service: 'organizations', name: 'acceptedParty', follows: ifAll(['partyOfAcceptedEmail'], { EMAIL: 'EMAIL', ACCOUNT: 'ACCOUNT' }) },
      { service: 'organizations', name: 'acceptedResource', follows: ifAll(['accountInAcceptedResources'], { YES: true, NO: false }) },
      { service: 'organizations', name: 'inviterIsParty', follows: ifAll(['inviterIsParty'], { YES: true, NO: false }) },
      {
        service: 'organizations', name: 'finalAction',
        // The organization confirms by the other of the two.
        follows: ifAll(['accountsAreAskedBy'], { APPROVE_ALL_FEATURES: 'ENABLE_ALL_FEATURES', ENABLE_ALL_FEATURES: 'APPROVE_ALL_FEATURES' }),
      },
    ],
    code: [
      'lambda/organizations/handshake.ts', 'lambda/organizations/handshakes.ts', 'lambda/organizations/invited-account.ts', 'lambda/organizations/all-features.ts',
    ],
    run: invitations,
  },
  {
    name: 'accounts',
    facts: ['whether accounts still have a `Status`'],
    calls: ['organizations:ListAccounts'],
    switches: [{ service: 'organizations', name: 'accountStatus', follows: ifAll(['Status'], { THERE: true, NOT_THERE: false }) }],
    code: ['lambda/organizations/accounts.ts', 'lambda/organizations/decide/member-state.ts'],
    run: accounts,
  },
];

/** Nothing, as long as the clocks may be the same. */
function clockOffset({ clockAheadAtLeast: least, clockAheadAtMost: most }: Seen): number | undefined {
  if (typeof least !== 'number' || typeof most !== 'number' || least > most) return undefined;
  return least <= 0 && most >= 0 ? 0 : Math.round((least + most) / 2);
}

function keeps({ displayNameBlanks, groupNameBlanks }: Seen, blanks: string, value: boolean): boolean | undefined {
  return displayNameBlanks === blanks && groupNameBlanks === blanks ? value : undefined;
}

function documentKeys({ camelCase, pascalCase }: Seen): string | undefined {
  if (camelCase === 'CHANGED') return pascalCase === 'CHANGED' ? 'ANY' : 'camelCase';
  return pascalCase === 'CHANGED' ? 'PascalCase' : undefined;
}
