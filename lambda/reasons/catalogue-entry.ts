/**
 * Every reason a deployment can fail for, as data: what a person reads in the failure, and what `docs/reasons.md` says
 * about it. A message is `CODE: happened. remedy [evidence] link`; words in braces are filled in where the failure arises.
 *
 * Texts must not contain "cancelled" in lower case: the CDK CLI takes such an event for a cancellation and hides it.
 */
export interface CatalogueEntry {
  /** What happened, with the names involved. No full stop. */
  readonly happened: string;
  /** Who does what where, then. No full stop. */
  readonly remedy: string;
  /** Why this happens, for the documentation. */
  readonly cause: string;
}
