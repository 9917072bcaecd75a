import type { ContentsHeader } from '../../lib/contract/contents';
import type { EntryKind } from '../../lambda/contents/ledger/entry';
import type { Access, ResourcePlan, Verb } from '../plan';

/** How many names, rows and renamings are told of each; the others are counted. */
export const MOST_NAMES = 10;
export const MOST_ROWS = 20;

/** What becomes of the users, groups and memberships of contents. */
export interface ContentsPlan {
  /** How many the file declares; nothing if it can't be read, or the contents go. */
  readonly declared?: Pick<ContentsHeader, 'users' | 'groups' | 'memberships'>;
  /** What becomes of them, and of those who have left the file. What is refused isn't among them. */
  readonly entries: readonly EntriesPlan[];
  readonly refused: RefusedRows;
  /** Users and groups that get another name, the first of them. */
  readonly renamed: readonly Renaming[];
  /** How many memberships the contents don't revoke when their row goes, because they were there before and their group isn't exclusive. */
  readonly notRevoked: number;
  /** How many of those who leave were left out by an earlier deployment, whose clean-up didn't come to them. */
  readonly leftOutBefore: number;
  /** How many are still to leave afterwards: with the next deployment that changes something of the contents. */
  readonly owed: number;
  /** Other contents that declare some of the same. */
  readonly alsoIn: readonly Overlap[];
}

/** Entries of which the same becomes. */
export interface EntriesPlan {
  readonly kind: EntryKind;
  /** Of memberships: the name of their group. */
  readonly group?: string;
  readonly verb: Verb;
  /** Whether somebody gets access by it, or loses it. */
  readonly access?: Access;
  readonly count: number;
  /** The names of users and groups, of memberships those of the users; the first of them. */
  readonly names: readonly string[];
  /** How many of the memberships somebody else has given, in an exclusive group. */
  readonly ofOthers?: number;
  /** Which attributes change. */
  readonly attributes?: readonly string[];
}

/** Rows of the file that are refused. */
export interface RefusedRows {
  readonly count: number;
  /** Most often first. */
  readonly byCode: readonly { readonly code: string; readonly count: number }[];
  /** The first of them. */
  readonly rows: readonly RefusedRow[];
}

export interface RefusedRow {
  readonly kind: EntryKind;
  /** The line of the table of its kind, or the place in the list, from 1. */
  readonly row: number;
  readonly code: string;
  readonly message: string;
}

export interface Renaming {
  readonly kind: EntryKind;
  readonly before: string;
  readonly after: string;
}

/** Entries that other contents declare as well, so that both manage them. */
export interface Overlap {
  /** The path of the construct. */
  readonly contents: string;
  readonly count: number;
}

/** Entries of contents, or invitations of a campaign, of which the same becomes. */
export interface UnitEntries extends Omit<EntriesPlan, 'kind'> {
  readonly kind: EntryKind | 'invitation';
}

/** What counts as one thing in a plan: a resource, or entries of one of which the same becomes. */
export interface PlanUnit {
  readonly resource: ResourcePlan;
  /** Nothing of what counts as a whole. */
  readonly entries?: UnitEntries;
  readonly verb: Verb;
  readonly access?: Access;
  readonly count: number;
}

/**
 * Of contents their entries count; the contents themselves do if nothing is known of any entry. Of a campaign it counts itself, and so do the invitations
 * that are canceled.
 */
export function unitsOf(resource: ResourcePlan): readonly PlanUnit[] {
  const { verb, access, contents, campaign } = resource;
  const whole: PlanUnit = { resource, verb, count: 1, ...(access && { access }) };
  if (campaign && campaign.gone.canceled > 0) {
    const { canceled: count, names } = campaign.gone;
    return [whole, { resource, entries: { kind: 'invitation', verb: 'deletes', count, names }, verb: 'deletes', count }];
  }
  if (!contents) return [whole];
  const refused: PlanUnit[] = contents.refused.count > 0
    ? [{ resource, verb: 'refused', count: contents.refused.count }]
    : verb === 'refused' ? [whole] : [];
  const units = [...refused, ...contents.entries.map((entries): PlanUnit =>
    ({ resource, entries, verb: entries.verb, count: entries.count, ...(entries.access && { access: entries.access }) }))];
  return units.length > 0 ? units : [whole];
}
