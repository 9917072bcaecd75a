import { createHash } from 'node:crypto';

/** The users of a probe. What they are called tells what they are for. */
export type ThrowAwayUser = 'plain' | 'capitals' | 'other' | 'twin' | 'renamed';
export type ThrowAwayGroup = 'plain' | 'capitals' | 'other';

/** As much of a user as is looked at to tell whose it is. */
export interface UserLook {
  readonly UserName?: string | undefined;
  readonly DisplayName?: string | undefined;
  readonly Emails?: readonly { readonly Value?: string | undefined }[] | undefined;
}

export interface GroupLook {
  readonly DisplayName?: string | undefined;
  readonly Description?: string | undefined;
}

const PREFIX = 'cdk-org-guard-probe';
const PROOF_LENGTH = 16;
const NAME = new RegExp(`^${PREFIX}-([0-9a-f]{12})-([a-z]+)-([0-9a-f]{${PROOF_LENGTH}})$`);

/**
 * What users and groups of a run are called. Each name proves by itself that a probe has made it up for this store: it ends with a digest of the store, the run
 * and what stands before it.
 */
export class Run {
  /**
   * @param id 12 hexadecimal digits, which no other run has
   */
  constructor(private readonly identityStoreId: string, public readonly id: string) {}

  /** The name of a user or a group, in lower case. */
  public nameOf(word: ThrowAwayUser | ThrowAwayGroup): string {
    return `${PREFIX}-${this.id}-${word}-${proofOf(this.identityStoreId, this.id, word)}`;
  }

  public emailOf(word: string): string {
    return `${word}@${domainOf(this.id)}`;
  }

  /** What stands as the display name of users and the description of groups, so that whoever comes across them knows what they are. */
  public get remark(): string {
    return remarkOf(this.id);
  }
}

/** Whether a probe has made a user of the store: its name, its display name and its addresses all have to say so. */
export function isThrowAwayUser(identityStoreId: string, { UserName = '', DisplayName = '', Emails = [] }: UserLook): boolean {
  const run = runOf(identityStoreId, UserName);
  return run !== undefined && isRemark(DisplayName, run) && Emails.every(({ Value = '' }) => plain(Value).endsWith(`@${domainOf(run)}`));
}

/** Whether a probe has made a group of the store. */
export function isThrowAwayGroup(identityStoreId: string, { DisplayName = '', Description = '' }: GroupLook): boolean {
  const run = runOf(identityStoreId, DisplayName);
  return run !== undefined && isRemark(Description, run);
}

/** Whether a name begins like those of probes, whoever made it up. */
export function looksLikeThrowAway(name: string): boolean {
  return plain(name).startsWith(PREFIX);
}

/** The run whose name it is, if the name proves that. */
function runOf(identityStoreId: string, name: string): string | undefined {
  const [, run = '', word = '', proof] = NAME.exec(plain(name)) ?? [];
  return proof === proofOf(identityStoreId, run, word) ? run : undefined;
}

function isRemark(text: string, run: string): boolean {
  return plain(text).startsWith(plain(remarkOf(run)));
}

/** Stores may keep case and blanks, or not; which of it is one of the questions. */
function plain(text: string): string {
  return text.trim().toLowerCase();
}

function remarkOf(run: string): string {
  return `Made by ${PREFIX} ${run}, to be deleted`;
}

function domainOf(run: string): string {
  return `${run}.${PREFIX}.example.com`;
}

function proofOf(identityStoreId: string, run: string, word: string): string {
  return createHash('sha256').update(JSON.stringify([PREFIX, identityStoreId, run, word])).digest('hex').slice(0, PROOF_LENGTH);
}
