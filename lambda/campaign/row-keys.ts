import type { TargetProperties } from '../../lib/contract/organizations';
import { LedgerKeys } from '../contents/ledger/keys';
import { storedAddressForm } from '../guard/same-text';

/** Makes keys of accounts. Without the secret of the ledger nobody learns from them whom a campaign invites. */
export class RowKeys {
  private readonly keys: LedgerKeys;

  constructor(secret: string) {
    this.keys = new LedgerKeys(secret);
  }

  public ofTarget({ AccountId: account, Email: email }: TargetProperties): string {
    return email === undefined ? this.ofAccount(account ?? '') : this.ofEmail(email);
  }

  public ofAccount(accountId: string): string {
    return this.keys.of(['account', accountId]);
  }

  public ofEmail(email: string): string {
    return this.keys.of(['email', storedAddressForm(email)]);
  }
}
