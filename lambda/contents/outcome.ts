import type { ContentsAttributes } from '../../lib/contract/contents';
import type { Failure } from '../guard/failure';
import type { Carried } from './pass/carried';
import type { Head } from './ledger/head';

/** What of the head changes with an event. `version: undefined` is of contents that have gone. */
export interface Versions {
  readonly version?: Head['version'] | undefined;
  readonly former?: Head['former'] | undefined;
  readonly creating?: Head['creating'] | undefined;
}

/** What an event about contents came to. */
export type Outcome =
  | { readonly kind: 'MANAGED'; readonly physicalResourceId: string; readonly attributes: ContentsAttributes; readonly label: string; readonly versions: Versions }
  | { readonly kind: 'RELEASED'; readonly released: 'DELETED' | 'KEPT'; readonly versions: Versions }
  | Failure;

/** The next call of the function goes on. */
export interface Unfinished {
  readonly kind: 'UNFINISHED';
  readonly carried: Carried;
  /** What CloudFormation is told already, if it doesn't wait until the end. */
  readonly answerable?: Exclude<Outcome, Failure>;
}

/** Another event came, which goes on in place of this one. */
export interface Overtaken {
  readonly kind: 'OVERTAKEN';
}

export const OVERTAKEN: Overtaken = { kind: 'OVERTAKEN' };
