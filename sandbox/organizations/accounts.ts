import type { AccountState } from '@aws-sdk/client-organizations';

/** An AWS account, in an organization or not. What the world does to an account, a test may do by assignment. */
export interface Account {
  readonly id: string;
  email: string;
  name: string;
  state: AccountState;
  /** Who sells AWS to this account, for example `AWS Inc.`. */
  sellerOfRecord: string;
  hasPaymentInstrument: boolean;
  isEmailVerified: boolean;
  /** What it would need, and doesn't have, to leave an organization. */
  missingToLeave?: MissingToLeave;
  /** Whether it has the role AWSServiceRoleForOrganizations. */
  hasServiceLinkedRole: boolean;
  /** When it last joined or left an organization, in milliseconds since 1970. */
  membershipChangedAt?: number;
}

export type MissingToLeave = 'EULA' | 'PAYMENT_INSTRUMENT' | 'PHONE_VERIFICATION';

export const ACCOUNT_ID = /^\d{12}$/;

const FIRST_MADE_UP_ID = 900_000_000_000;

/** The accounts of the world. The first use of a well-formed id makes an account that stands alone. */
export class Accounts {
  private readonly byId = new Map<string, Account>();

  /** @throws when the id is malformed or the e-mail is another account's */
  public add(account: Partial<Account> & { readonly id: string }): Account {
    if (!ACCOUNT_ID.test(account.id)) throw new Error(`${account.id} is no account id`);
    const added: Account = { ...newAccount(account.id), ...account };
    const other = this.byEmail(added.email);
    if (other && other.id !== added.id) throw new Error(`the accounts ${other.id} and ${added.id} can't both have the e-mail ${added.email}`);
    this.byId.set(added.id, added);
    return added;
  }

  public get(id: string): Account {
    return this.byId.get(id) ?? this.add({ id });
  }

  /** The e-mail of an account is that in any case. */
  public byEmail(email: string): Account | undefined {
    return [...this.byId.values()].find((account) => account.email.toLowerCase() === email.toLowerCase());
  }

  /** An account with an id of its own. */
  public addNew(account: Partial<Account>): Account {
    return this.add({ ...account, id: this.freeId() });
  }

  /** The account that has the e-mail, or a new one that has it. */
  public withEmail(email: string): Account {
    return this.byEmail(email) ?? this.addNew({ email });
  }

  public get all(): readonly Account[] {
    return [...this.byId.values()];
  }

  private freeId(): string {
    let number = FIRST_MADE_UP_ID;
    while (this.byId.has(String(number))) number += 1;
    return String(number);
  }
}

function newAccount(id: string): Account {
  return {
    id,
    email: `account-${id}@example.com`,
    name: `account-${id}`,
    state: 'ACTIVE',
    sellerOfRecord: 'AWS Inc.',
    hasPaymentInstrument: true,
    isEmailVerified: true,
    hasServiceLinkedRole: false,
  };
}
