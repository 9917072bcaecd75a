import type { Handshake } from '../../../sandbox/organizations/handshakes';
import { checkInvitation } from '../../../sandbox/organizations/invitation-rules';
import type { Member, Organization } from '../../../sandbox/organizations/organization';
import { ServiceError } from '../../../sandbox/protocol/service-error';
import type { Sandbox } from '../../../sandbox/sandbox';
import { OTHER_UNIT, UNIT } from '../../support/declared-invitations';
import { MANAGEMENT } from '../../support/ids';
import { accountIdOf } from './declared';
import type { CampaignAct } from './plan';

/** Does what somebody else does, if there is something to do it to and the service doesn't refuse. @returns whether it was done */
export function performAct({ does, which }: CampaignAct, sandbox: Sandbox, accounts: number): boolean {
  try {
    return ACTS[does](sandbox, which, accountIdOf(which % accounts));
  } catch (thrown) {
    if (!(thrown instanceof ServiceError)) throw thrown;
    return false;
  }
}

export function organizationIn({ organizations }: Sandbox): Organization {
  return organizations.all[0] as Organization;
}

export function otherOrganizationIn({ organizations }: Sandbox): Organization {
  return organizations.all[1] as Organization;
}

const ACTS: Readonly<Record<CampaignAct['does'], (sandbox: Sandbox, which: number, accountId: string) => boolean>> = {
  INVITE_STRANGERS(sandbox, which) {
    for (let number = 0; number <= which % 20; number++) invite(sandbox, String(800_000_000_000 + which * 20 + number));
    return true;
  },
  INVITE(sandbox, _which, accountId) {
    invite(sandbox, accountId);
    return true;
  },
  CANCEL(sandbox, which) {
    const handshake = pendingIn(sandbox, which);
    if (handshake) sandbox.handshakeAnswers.cancel(handshake, sandbox.person);
    return handshake !== undefined;
  },
  MOVE(sandbox, which) {
    const member = memberIn(sandbox, which);
    if (member) member.parentId = member.parentId === UNIT ? OTHER_UNIT : organizationIn(sandbox).rootId;
    return member !== undefined;
  },
  LEAVE(sandbox, which) {
    const member = memberIn(sandbox, which);
    if (member) sandbox.organizations.leave(organizationIn(sandbox), member.accountId);
    return member !== undefined;
  },
  LET_GO(sandbox, which) {
    const other = otherOrganizationIn(sandbox);
    const members = [...other.members.keys()].filter((id) => id !== other.managementAccountId);
    const id = members[which % members.length];
    if (id !== undefined) sandbox.organizations.leave(other, id);
    return id !== undefined;
  },
  JOIN_ELSEWHERE(sandbox, _which, accountId) {
    if (sandbox.organizations.of(accountId)) return false;
    sandbox.organizations.join(otherOrganizationIn(sandbox), accountId);
    return true;
  },
  ACCEPT: (sandbox, which) => answer(sandbox, pendingIn(sandbox, which), 'accept'),
  DECLINE: (sandbox, which) => answer(sandbox, pendingIn(sandbox, which), 'decline'),
  CLOSE(sandbox, which) {
    const member = memberIn(sandbox, which);
    if (member) Object.assign(sandbox.organizations.accounts.get(member.accountId), { state: 'SUSPENDED' });
    return member !== undefined;
  },
  DELIVER_AGAIN(sandbox) {
    sandbox.home.schedules.deliverAgain();
    return true;
  },
  RAISE_QUOTA(sandbox) {
    organizationIn(sandbox).accountQuota += 20;
    return true;
  },
};

/** A person in the invited account answers. @returns whether AWS took the answer */
export function answer(sandbox: Sandbox, handshake: Handshake | undefined, how: 'accept' | 'decline'): boolean {
  if (!handshake) return false;
  try {
    sandbox.handshakeAnswers[how](handshake, sandbox.callers.personIn(invitedAccount(sandbox, handshake)));
    return true;
  } catch (thrown) {
    if (!(thrown instanceof ServiceError)) throw thrown;
    return false;
  }
}

/** The account that an invitation is for. */
export function invitedAccount({ organizations: { accounts } }: Sandbox, { recipient }: Handshake): string {
  if (recipient === undefined) return '';
  return recipient.type === 'EMAIL' ? accounts.withEmail(recipient.id).id : recipient.id;
}

function invite(sandbox: Sandbox, accountId: string): void {
  const { organizations } = sandbox;
  const [organization, recipient] = [organizationIn(sandbox), { type: 'ACCOUNT' as const, id: accountId }];
  checkInvitation(organizations, organization, recipient);
  organizations.handshakes.add({ action: 'INVITE', organizationId: organization.id, recipient });
}

function pendingIn(sandbox: Sandbox, which: number): Handshake | undefined {
  const pending = sandbox.organizations.handshakes.pending(organizationIn(sandbox).id, 'INVITE');
  return pending[which % pending.length];
}

function memberIn(sandbox: Sandbox, which: number): Member | undefined {
  const members = [...organizationIn(sandbox).members.values()].filter(({ accountId }) => accountId !== MANAGEMENT);
  return members[which % members.length];
}
