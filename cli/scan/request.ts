import type { Access } from '../snapshot/clients-for';
import type { StoreOption } from '../snapshot/store-option';

export const FORMS = ['typescript', 'csv', 'json'] as const;
export type Form = (typeof FORMS)[number];

/** What is asked for. */
export interface ScanRequest extends Access {
  readonly identityStore?: StoreOption;
  readonly organization?: boolean;
  /** Patterns of the groups; all without any. */
  readonly onlyGroup: readonly string[];
  /** What the app owns, beside what it adopts. */
  readonly own?: 'memberships';
  readonly as: Form;
  /** The file of a snapshot. */
  readonly from?: string;
  readonly out: string;
  /** Of the command. */
  readonly version: string;
}
