/**
 * An account to be invited.
 */
export interface RosterRow {
  /**
   * The id of the account: 12 digits. Either this or `email`.
   *
   * @default - the account is named by its e-mail address
   */
  readonly account?: string;

  /**
   * The e-mail address of the account's root user: 6 to 64 characters. Either this or `account`.
   *
   * @default - the account is named by its id
   */
  readonly email?: string;

  /**
   * The organizational unit into which the account is moved once it has joined, or the root. It is moved once, and never back.
   *
   * @default - it stays where it is
   */
  readonly organizationalUnitId?: string;

  /**
   * Tags of the account. Others that it has are left alone.
   *
   * @default - none
   */
  readonly tags?: Record<string, string>;

  /**
   * Accounts with a lower one are invited earlier: a whole number from 0 to 999,999. Those without one come last. Of several with the same one, the first row
   * is invited first.
   *
   * @default - the account comes last
   */
  readonly priority?: number;

  /**
   * Any text. Another one than before makes the account be invited again that has declined, whose invitations have expired, or that was given up.
   *
   * @default - none
   */
  readonly generation?: string;
}

/**
 * The accounts of a campaign. They are read at synthesis.
 */
export class Roster {
  /**
   * A table with a header, as RFC 4180 has it: separated by commas, in UTF-8 with or without a byte-order mark. Its columns have the names of the properties
   * of `RosterRow`, and a tag is in the column `tags.` with its key. An empty cell is no value.
   *
   * @param file its path, relative to the working directory of the synthesis
   */
  public static fromCsv(file: string): Roster {
    return new Roster({ csv: file });
  }

  /**
   * A document with the list `accounts`, of which each element has the properties of `RosterRow`.
   *
   * @param file its path, relative to the working directory of the synthesis
   */
  public static fromJson(file: string): Roster {
    return new Roster({ json: file });
  }

  /**
   * A list in code.
   *
   * @param rows the accounts
   */
  public static inline(rows: RosterRow[]): Roster {
    return new Roster({ rows: rows ?? [] });
  }

  private constructor(/** @internal */ public readonly _origin: { readonly csv?: string; readonly json?: string; readonly rows?: RosterRow[] }) {}

  /**
   * The same with what was checked.
   *
   * @internal
   */
  public _with(origin: Roster['_origin']): Roster {
    return new Roster(origin);
  }
}
