import { GroupRow, MembershipRow, UserRow } from './rows';

/**
 * Tables with a header, as RFC 4180 has them: separated by commas, in UTF-8 with or without a byte-order mark. At least one has to be given. An empty
 * cell is no value.
 */
export interface CsvFiles {
  /**
   * The path of the table of users. Its columns have the names of the properties of `UserRow`; the parts of the name are columns by themselves, for example
   * `givenName`, and what is in another structure or a list has its path, for example `address.locality` or `photos.0.value`.
   *
   * @default - no users are declared
   */
  readonly users?: string;

  /**
   * The path of the table of groups. Its columns have the names of the properties of `GroupRow`.
   *
   * @default - no groups are declared
   */
  readonly groups?: string;

  /**
   * The path of the table of memberships. Its columns have the names of the properties of `MembershipRow`.
   *
   * @default - no memberships are declared
   */
  readonly memberships?: string;
}

/**
 * What an identity store is to contain, in code. Everything in it has to be known at synthesis.
 */
export interface ContentsRows {
  /**
   * The users.
   *
   * @default - no users are declared
   */
  readonly users?: UserRow[];

  /**
   * The groups.
   *
   * @default - no groups are declared
   */
  readonly groups?: GroupRow[];

  /**
   * Who is in which group.
   *
   * @default - no memberships are declared
   */
  readonly memberships?: MembershipRow[];
}

/**
 * Where it is written what an identity store is to contain. It is read at synthesis.
 */
export class ContentsSource {
  /**
   * Tables, such as `cdk-org-guard scan --as csv` writes them.
   *
   * @param files their paths, relative to the working directory of the synthesis
   */
  public static fromCsv(files: CsvFiles): ContentsSource {
    return new ContentsSource({ csv: files ?? {} });
  }

  /**
   * A document with the lists `users`, `groups` and `memberships`, of which each element has the properties of its row, such as
   * `cdk-org-guard scan --as json` writes it.
   *
   * @param file its path, relative to the working directory of the synthesis
   */
  public static fromJson(file: string): ContentsSource {
    return new ContentsSource({ json: file });
  }

  /**
   * Lists in code.
   *
   * @param rows the lists
   */
  public static inline(rows: ContentsRows): ContentsSource {
    return new ContentsSource({ rows: rows ?? {} });
  }

  private constructor(/** @internal */ public readonly _origin: { readonly csv?: CsvFiles; readonly json?: string; readonly rows?: ContentsRows }) {}

  /**
   * The same with what was checked.
   *
   * @internal
   */
  public _with(origin: ContentsSource['_origin']): ContentsSource {
    return new ContentsSource(origin);
  }
}
