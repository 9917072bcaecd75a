import { Problem } from '../../properties/problems';

export const TABLE_NAMES = ['users', 'groups', 'memberships'] as const;
export type TableName = (typeof TABLE_NAMES)[number];

/** What is declared of one user, group or membership: not checked yet. */
export interface Entry {
  /** As in the contract: the line of a table, or the place in a list from 1. */
  readonly row: number;
  readonly properties: object;
}

/** Where problems are told, by their texts. */
export interface Complaints {
  add(text: string): void;
}

/** One of the three tables of a source. */
export interface Table {
  /** Where an entry is, for messages. */
  placeOf(row: number): string;
  /** A problem of an entry, with its place. */
  textOf(row: number, problem: Problem): string;
  /** Passes all entries on, one after the other. What can't be read is told. */
  read(take: (entry: Entry) => void, complaints: Complaints): void;
}

export type Tables = { readonly [Name in TableName]?: Table };
