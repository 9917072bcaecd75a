import {
  Account, DescribeOrganizationCommand, Handshake, ListAccountsCommand, ListHandshakesForOrganizationCommand, OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { answerOf } from './answer';
import type { Calls } from './ended-call';
import type { Page } from './store-calls';

/** What is read of an organization. Nothing of it is ever changed. */
export class OrganizationCalls {
  private handshakes: Promise<readonly Page<Handshake>[]> | undefined;

  constructor(private readonly client: OrganizationsClient, private readonly calls: Calls, private readonly mostPages = 5) {}

  public async managementAccount(): Promise<string | undefined> {
    const { Organization } = answerOf(await this.calls.call('DescribeOrganization', () => this.client.send(new DescribeOrganizationCommand({}))));
    return Organization?.MasterAccountId;
  }

  /** The first pages of the handshakes of the last 30 days, which are read once. */
  public handshakePages(): Promise<readonly Page<Handshake>[]> {
    this.handshakes ??= this.readHandshakes();
    return this.handshakes;
  }

  public async accounts(): Promise<readonly Account[]> {
    const { Accounts = [] } = answerOf(await this.calls.call('ListAccounts', () => this.client.send(new ListAccountsCommand({}))));
    return Accounts;
  }

  private async readHandshakes(): Promise<readonly Page<Handshake>[]> {
    const pages: Page<Handshake>[] = [];
    let next: string | undefined;
    do {
      const token = next;
      const { Handshakes = [], NextToken } = answerOf(await this.calls.call('ListHandshakesForOrganization', () =>
        this.client.send(new ListHandshakesForOrganizationCommand({ NextToken: token }))));
      pages.push({ items: Handshakes, next: NextToken });
      next = NextToken;
    } while (next !== undefined && pages.length < this.mostPages);
    return pages;
  }
}
