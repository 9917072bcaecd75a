import { IBucket } from 'aws-cdk-lib/aws-s3';
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
 * A file that `ContentsFile.write` has written, and that somebody has put into a bucket.
 */
export interface ContentsInBucket {
  /**
   * The bucket. The function gets the permission to read this one object of it; if the bucket is in another account, its policy has to allow that as well.
   */
  readonly bucket: IBucket;

  /**
   * The key of the object.
   */
  readonly objectKey: string;

  /**
   * The version of the object, in a bucket that keeps versions. With it a later upload can't come between a template and its file.
   *
   * @default - the current one at the time of the deployment
   */
  readonly versionId?: string;

  /**
   * The SHA-256 of the file, as `ContentsFile.write` gives it. A deployment fails with `CONTENTS_FILE_UNREADABLE` before it changes anything if the object
   * is another one, so that only what was checked is deployed.
   */
  readonly sha256: string;
}

/**
 * Where it is written what an identity store is to contain. It is read at synthesis, but for a file in a bucket.
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

  /**
   * A file in a bucket, which is neither read at synthesis nor in the cloud assembly: names of people leave the computer on which it was written only for
   * that bucket. It was checked when it was written. What is declared in the rest of the app isn't compared with its rows, and whether an exclusive group
   * has a member in it is only known at deployment.
   *
   * @param file the object, with its hash
   */
  public static fromBucket(file: ContentsInBucket): ContentsSource {
    return new ContentsSource({ inBucket: file ?? {} });
  }

  private constructor(
    /** @internal */
    public readonly _origin: {
      readonly csv?: CsvFiles; readonly json?: string; readonly rows?: ContentsRows; readonly inBucket?: ContentsInBucket;
    },
  ) {}

  /**
   * The same with what was checked.
   *
   * @internal
   */
  public _with(origin: ContentsSource['_origin']): ContentsSource {
    return new ContentsSource(origin);
  }
}
