import { createHmac, randomBytes } from 'node:crypto';
import { nameForm } from '../../guard/same-text';

/** How much of a hash tells entries apart, in bytes: none of a billion have the same. */
const BYTES = 15;

/** A new secret of a ledger. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Makes keys of names, and short texts of what is declared. Without the secret of the ledger nobody learns the names from them. */
export class LedgerKeys {
  /** Every membership asks for two of them. */
  private readonly known = { user: new Map<string, string>(), group: new Map<string, string>() };

  constructor(private readonly secret: string) {}

  public user(userName: string): string {
    return this.named('user', userName);
  }

  public group(displayName: string): string {
    return this.named('group', displayName);
  }

  public membership(group: string, userName: string): string {
    return this.hash(`membership\n${nameForm(group)}\n${nameForm(userName)}`);
  }

  /** Of a member of an exclusive group whom no row names. */
  public foreignMembership(membershipId: string): string {
    return this.hash(`foreign\n${membershipId}`);
  }

  /** The same for the same value, whatever the order of its members. */
  public of(value: unknown): string {
    return this.hash(JSON.stringify(value, sorted));
  }

  private named(kind: 'user' | 'group', name: string): string {
    const known = this.known[kind];
    const key = known.get(name) ?? this.hash(`${kind}\n${nameForm(name)}`);
    known.set(name, key);
    return key;
  }

  private hash(text: string): string {
    return createHmac('sha256', this.secret).update(text).digest().subarray(0, BYTES).toString('base64url');
  }
}

function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => one < other ? -1 : 1));
}
