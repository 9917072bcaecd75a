import { createHash } from 'node:crypto';
import { chmodSync, writeFileSync } from 'node:fs';
import { RootConstruct } from 'constructs';
import { ComplaintList } from './check/complaint-list';
import { ContentsCheck } from './check/contents-check';
import { Remarks } from './check/remarks';
import { ContentsSource } from './contents-source';
import { compressed } from './file/compressed';
import { linesOf } from './file/lines';
import { CONTENTS_TYPES } from './property-types';
import { tablesOf } from './source/tables';
import { refuse } from '../properties/validation';

/**
 * A file of contents that isn't in the cloud assembly: written and checked here, put into a bucket by whoever has written it, and deployed from there by
 * `ContentsSource.fromBucket`.
 */
export class ContentsFile {
  /**
   * Checks what a source declares, as synthesis does, and writes it as the file that is deployed. Only its owner can read it (mode 0600).
   *
   * @param source the rows
   * @param file the path of the file, relative to the working directory; what is there is overwritten
   * @throws if something in the source can't be read or isn't allowed: the first 20 places, with what is allowed there, and how many there are; and if the
   * source is a file in a bucket itself
   */
  public static write(source: ContentsSource, file: string): ContentsFile {
    const scope = new RootConstruct('ContentsFile');
    const given = CONTENTS_TYPES.source.read(scope, 'source', source);
    const { inBucket } = given._origin;
    if (inBucket) refuse(scope, 'source', inBucket.objectKey, 'rows: what is in a bucket was written before');
    const complaints = new ComplaintList();
    const check = new ContentsCheck(scope, tablesOf(given, undefined, complaints), complaints, new Remarks());
    const { header: { users, groups, memberships }, text } = linesOf(check);
    complaints.refuse(scope);
    const bytes = compressed(text);
    writeFileSync(file, bytes, { mode: 0o600 });
    // The mode above is only that of a file that wasn't there.
    chmodSync(file, 0o600);
    return new ContentsFile(createHash('sha256').update(bytes).digest('hex'), users, groups, memberships);
  }

  private constructor(
    /**
     * The SHA-256 of the file's bytes, in hexadecimal digits.
     */
    public readonly sha256: string,

    /**
     * How many users it declares.
     */
    public readonly users: number,

    /**
     * How many groups it declares.
     */
    public readonly groups: number,

    /**
     * How many memberships it declares.
     */
    public readonly memberships: number,
  ) {}
}
