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
  /** Those of users and groups, each of which is asked for once for each of its memberships. */
  private readonly ofNames = new Map<string, string>();

  constructor(private readonly secret: string) {}

  public user(userName: string): string {
    return this.remembered(`user\n${nameForm(userName)}`);
  }

  public group(displayName: string): string {
    return this.remembered(`group\n${nameForm(displayName)}`);
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

  private remembered(text: string): string {
    const known = this.ofNames.get(text) ?? this.hash(text);
    this.ofNames.set(text, known);
    return known;
  }

  private hash(text: string): string {
    return createHmac('sha256', this.secret).update(text).digest().subarray(0, BYTES).toString('base64url');
  }
}

function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => one < other ? -1 : 1));
}
