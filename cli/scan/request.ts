import type { Access } from '../snapshot/clients-for';
import type { StoreOption } from '../snapshot/store-option';

export const FORMS = ['typescript', 'constructs', 'contents', 'csv', 'json'] as const;

/** What can be asked for: an app of whichever kind its directory needs, an app with constructs or with contents, tables, or one document. */
export type AskedForm = (typeof FORMS)[number];

/** What is written: `typescript` is an app with a construct for each. */
export type Form = Exclude<AskedForm, 'constructs'>;

/** Whether a form is that of an app. */
export function isApp(form: AskedForm): boolean {
  return form === 'typescript' || form === 'constructs' || form === 'contents';
}

/** What is asked for. */
export interface ScanRequest extends Access {
  readonly identityStore?: StoreOption;
  readonly organization?: boolean;
  /** Patterns of the groups; all without any. */
  readonly onlyGroup: readonly string[];
  /** What the app owns, beside what it adopts. */
  readonly own?: 'memberships';
  readonly as: AskedForm;
  /** The file of a snapshot. */
  readonly from?: string;
  readonly out: string;
  /** Of the command. */
  readonly version: string;
}
