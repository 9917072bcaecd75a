import type { Directory, Scanned } from './directory';
import type { LeftOut } from './left-out';
import type { ContentsStack } from './stack-model';
import { documentOf, tablesOf } from './tables/tables';
import { writtenTable } from './tables/csv';
import { json } from './values';

/** How many constructs of the directory an app gets at most, unless it is asked for: those of three full stacks. CloudFormation takes 500 in one. */
const MOST_CONSTRUCTS = 1_320;

/** How many rows a deployment waits for: 50 minutes at 18 a second have 54,000. */
const MOST_AWAITED = 45_000;

const DOCUMENT = 'contents.json';

/** Whether a directory is written as contents, unless something else is asked for. */
export function isLarge({ groups, users, memberships }: Directory): boolean {
  return [...groups, ...users].filter(({ manner }) => manner !== 'BY_ID').length + memberships.length > MOST_CONSTRUCTS;
}

/** The stack with the contents, the files that they are read from, and what couldn't be written. */
export interface WrittenContents {
  readonly stack: ContentsStack;
  readonly files: Readonly<Record<string, string>>;
}

/**
 * A directory as tables that the app reads. If a row has something that a spreadsheet would take for a formula, which can't stand in a table, all of it is in
 * one document instead.
 */
export function contentsOf(directory: Directory): WrittenContents {
  const { declarable, leftOut } = withoutUnnamed(directory);
  const tables = Object.entries(tablesOf(declarable, undefined)).map(([name, table]) => ({ name, ...writtenTable(table) }));
  const hasOthers = tables.some(({ others }) => others.length > 0);
  const rows = declarable.users.length + declarable.groups.length + declarable.memberships.length;
  return {
    stack: {
      kind: 'CONTENTS', name: 'Directory', source: hasOthers ? { document: DOCUMENT } : { tables: tables.map(({ name }) => name) },
      isAwaited: rows <= MOST_AWAITED, leftOut: [...directory.leftOut, ...leftOut],
    },
    files: hasOthers ? { [DOCUMENT]: json(documentOf(declarable, undefined)) } : Object.fromEntries(tables.map(({ name, csv }) => [`${name}.csv`, csv])),
  };
}

/** Whether a file is one of contents. */
export function isOfContents(name: string): boolean {
  return name === DOCUMENT || name.endsWith('.csv');
}

/** A table has nothing but names, so that whoever has none that can be declared can't be in it. */
function withoutUnnamed(directory: Directory): { readonly declarable: Directory; readonly leftOut: readonly LeftOut[] } {
  const names = new Map([...directory.groups, ...directory.users].map(({ id, name }) => [id, name]));
  const unnamed = new Set([...directory.groups, ...directory.users].filter(isUnnamed).map(({ id }) => id));
  const isWritten = ({ groupId, userId }: Directory['memberships'][number]): boolean => !unnamed.has(groupId) && !unnamed.has(userId);
  return {
    declarable: { ...directory, memberships: directory.memberships.filter(isWritten) },
    leftOut: directory.memberships.filter((each) => !isWritten(each))
      .map(({ groupId, userId }): LeftOut => ({ reason: 'MEMBER_UNKNOWN', kind: 'membership', name: `${names.get(userId)} in ${names.get(groupId)}` })),
  };
}

function isUnnamed({ leftOut }: Scanned): boolean {
  return leftOut.some(({ reason }) => reason === 'NOT_DECLARABLE' || reason === 'LOOKS_LIKE_ANOTHER');
}
