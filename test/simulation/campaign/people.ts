import type { Sandbox } from '../../../sandbox/sandbox';
import { DAY, HOUR } from '../../support/times';
import { answer, invitedAccount, organizationIn } from './acts';
import { accountIdOf } from './declared';
import type { PlannedAccount } from './plan';

/** Those who have the accounts: they answer invitations, or don't, and leave again. */
export class People {
  private readonly byId: ReadonlyMap<string, PlannedAccount>;
  private readonly left = new Set<string>();

  constructor(accounts: readonly PlannedAccount[], private readonly sandbox: Sandbox) {
    this.byId = new Map(accounts.map((account, index) => [accountIdOf(index), account]));
  }

  /** Everybody does what is due. @returns what was done */
  public answer(now: number): string[] {
    return [...this.answers(now), ...this.departures(now)];
  }

  private answers(now: number): string[] {
    const { sandbox } = this;
    return sandbox.organizations.handshakes.pending(organizationIn(sandbox).id, 'INVITE').flatMap((handshake) => {
      const id = invitedAccount(sandbox, handshake);
      const account = this.byId.get(id);
      if (!account || account.answer === 'SILENT' || now - handshake.requestedAt < account.answersAfter * HOUR) return [];
      return answer(sandbox, handshake, account.answer === 'ACCEPTS' ? 'accept' : 'decline') ? [`${account.answer} ${id}`] : [];
    });
  }

  private departures(now: number): string[] {
    const organization = organizationIn(this.sandbox);
    return [...organization.members.values()].flatMap(({ accountId, joinedAt }) => {
      const days = this.byId.get(accountId)?.leavesAfter;
      if (days === undefined || days === null || this.left.has(accountId) || now - joinedAt < days * DAY) return [];
      this.left.add(accountId);
      this.sandbox.organizations.leave(organization, accountId);
      return [`LEAVES ${accountId}`];
    });
  }
}
