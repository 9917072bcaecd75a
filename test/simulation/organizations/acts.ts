import type { AccountState } from '@aws-sdk/client-organizations';
import fc from 'fast-check';
import { accountOperations } from '../../../sandbox/organizations/account-operations';
import { beginEnablingAllFeatures } from '../../../sandbox/organizations/all-features';
import type { Handshake, Recipient } from '../../../sandbox/organizations/handshakes';
import { checkInvitation } from '../../../sandbox/organizations/invitation-rules';
import { tagOperations } from '../../../sandbox/organizations/tag-operations';
import { ServiceError } from '../../../sandbox/protocol/service-error';
import type { Sandbox } from '../../../sandbox/sandbox';
import type { Act } from '../domain';
import { notes, target, team } from './invitations';
import { organizationOf, otherOrganizationOf, UNITS } from './world';
import { MANAGEMENT } from '../../support/ids';

const which = fc.nat(5);

function act(does: string, values: fc.Arbitrary<Act['values']> = fc.constant({})): fc.Arbitrary<Act> {
  return fc.record({ does: fc.constant(does), which, values });
}

function weighted(weight: number, arbitrary: fc.Arbitrary<Act>): { weight: number; arbitrary: fc.Arbitrary<Act> } {
  return { weight, arbitrary };
}

/** What the people in the invited accounts and other administrators do. */
export const acts: fc.Arbitrary<Act> = fc.oneof(
  weighted(4, act('ACCEPT')),
  weighted(2, act('DECLINE')),
  weighted(2, act('CANCEL')),
  weighted(1, act('EXPIRE')),
  weighted(3, act('INVITE', fc.record({ target, notes }, { requiredKeys: ['target'] }))),
  weighted(2, act('MOVE', fc.record({ unit: fc.constantFrom(...UNITS, '') }))),
  weighted(2, act('LEAVE')),
  weighted(1, act('REMOVE')),
  weighted(1, act('CLOSE', fc.record({ state: fc.constantFrom('PENDING_CLOSURE', 'SUSPENDED', 'CLOSED') }))),
  weighted(1, act('REOPEN')),
  weighted(1, act('JOIN_ANOTHER', fc.record({ target }))),
  weighted(2, act('TAG', fc.record({ team }))),
  weighted(1, act('UNTAG')),
  weighted(1, act('FILL_QUOTA')),
  weighted(1, act('ASK_FOR_ALL_FEATURES')),
  weighted(1, act('APPROVE_ALL_FEATURES')),
  weighted(1, act('DECLINE_ALL_FEATURES')),
  weighted(1, act('CONFIRM_ALL_FEATURES')),
);

/** Does it, if there is something to do it to and the service doesn't refuse. */
export function performAct(planned: Act, sandbox: Sandbox): void {
  try {
    ACTS[planned.does]?.(planned, sandbox);
  } catch (thrown) {
    if (!(thrown instanceof ServiceError)) throw thrown;
  }
}

const ACTS: Readonly<Record<string, (planned: Act, sandbox: Sandbox) => void>> = {
  ACCEPT: (planned, sandbox) => answer(planned, sandbox, 'accept'),
  DECLINE: (planned, sandbox) => answer(planned, sandbox, 'decline'),
  CANCEL(planned, sandbox) {
    const handshake = pendingOf(planned, sandbox, 'INVITE');
    if (handshake) sandbox.handshakeAnswers.cancel(handshake, sandbox.person);
  },
  EXPIRE(planned, sandbox) {
    const handshake = pendingOf(planned, sandbox, 'INVITE');
    if (handshake) Object.assign(handshake, { expiresAt: sandbox.organizations.now() });
  },
  INVITE: ({ values: { target: whom, notes: text } }, sandbox) => invite(sandbox, String(whom), text as string | undefined),
  MOVE(planned, sandbox) {
    const member = memberOf(planned, sandbox);
    if (member) member.parentId = String(planned.values.unit) || organizationOf(sandbox).rootId;
  },
  LEAVE(planned, sandbox) {
    const account = memberOf(planned, sandbox)?.accountId;
    if (account !== undefined) accountOperations(sandbox.organizations).LeaveOrganization?.({}, sandbox.callers.personIn(account));
  },
  REMOVE(planned, sandbox) {
    const account = memberOf(planned, sandbox)?.accountId;
    if (account !== undefined) accountOperations(sandbox.organizations).RemoveAccountFromOrganization?.({ AccountId: account }, sandbox.person);
  },
  CLOSE(planned, sandbox) {
    const account = memberOf(planned, sandbox)?.accountId;
    if (account !== undefined) sandbox.organizations.accounts.get(account).state = planned.values.state as AccountState;
  },
  REOPEN(planned, sandbox) {
    const account = memberOf(planned, sandbox)?.accountId;
    if (account !== undefined) sandbox.organizations.accounts.get(account).state = 'ACTIVE';
  },
  JOIN_ANOTHER({ values: { target: whom } }, sandbox) {
    const { organizations } = sandbox;
    const account = idOf(String(whom), sandbox);
    const present = organizations.of(account);
    if (present) organizations.leave(present, account);
    organizations.join(otherOrganizationOf(sandbox), account);
  },
  TAG(planned, sandbox) {
    const account = memberOf(planned, sandbox)?.accountId;
    const tags = [{ Key: 'Team', Value: planned.values.team }];
    if (account !== undefined) tagOperations(sandbox.organizations).TagResource?.({ ResourceId: account, Tags: tags }, sandbox.person);
  },
  UNTAG(planned, sandbox) {
    const account = memberOf(planned, sandbox)?.accountId;
    if (account !== undefined) tagOperations(sandbox.organizations).UntagResource?.({ ResourceId: account, TagKeys: ['Team'] }, sandbox.person);
  },
  FILL_QUOTA(_planned, sandbox) {
    for (let number = 0; number < 5; number++) invite(sandbox, `80000000000${number}`, undefined);
  },
  ASK_FOR_ALL_FEATURES: (_planned, sandbox) => void beginEnablingAllFeatures(sandbox.organizations, organizationOf(sandbox)),
  APPROVE_ALL_FEATURES: (planned, sandbox) => approve(planned, sandbox, 'accept'),
  DECLINE_ALL_FEATURES: (planned, sandbox) => approve(planned, sandbox, 'decline'),
  CONFIRM_ALL_FEATURES(_planned, sandbox) {
    const { handshakes, switches } = sandbox.organizations;
    const handshake = handshakes.pending(organizationOf(sandbox).id, switches.finalAction).find((each) => handshakes.isConfirmation(each));
    if (handshake) sandbox.handshakeAnswers.accept(handshake, sandbox.person);
  },
};

function answer(planned: Act, sandbox: Sandbox, how: 'accept' | 'decline'): void {
  const handshake = pendingOf(planned, sandbox, 'INVITE');
  const recipient = handshake?.recipient;
  if (!recipient) return;
  sandbox.handshakeAnswers[how](handshake, sandbox.callers.personIn(idOf(recipient.id, sandbox)));
}

/** The account with this id or address, which is made if there is none. */
function idOf(target: string, { organizations: { accounts } }: Sandbox): string {
  return target.includes('@') ? accounts.withEmail(target).id : target;
}

function approve(planned: Act, sandbox: Sandbox, how: 'accept' | 'decline'): void {
  const { finalAction } = sandbox.organizations.switches;
  const handshake = pendingOf(planned, sandbox, finalAction === 'ENABLE_ALL_FEATURES' ? 'APPROVE_ALL_FEATURES' : 'ENABLE_ALL_FEATURES');
  if (handshake?.recipient) sandbox.handshakeAnswers[how](handshake, sandbox.callers.personIn(handshake.recipient.id));
}

function invite(sandbox: Sandbox, whom: string, text: string | undefined): void {
  const { organizations } = sandbox;
  const organization = organizationOf(sandbox);
  const recipient: Recipient = { type: whom.includes('@') ? 'EMAIL' : 'ACCOUNT', id: whom };
  checkInvitation(organizations, organization, recipient);
  organizations.handshakes.add({ action: 'INVITE', organizationId: organization.id, recipient, ...(text !== undefined && { notes: text }) });
}

function pendingOf({ which: index }: Act, sandbox: Sandbox, action: Handshake['action']): Handshake | undefined {
  const pending = sandbox.organizations.handshakes.pending(organizationOf(sandbox).id, action);
  return pending[index % pending.length];
}

function memberOf({ which: index }: Act, sandbox: Sandbox) {
  const members = [...organizationOf(sandbox).members.values()].filter(({ accountId }) => accountId !== MANAGEMENT);
  return members[index % members.length];
}
