import type { Access, Mark, Party } from './access';
import { clusteredOrder } from './clusters';
import { byName } from './order';

/** A group with how many are in it. */
export interface Column {
  readonly group: Party;
  readonly members: number;
}

/** Somebody, or all who are in the same groups. */
export interface Row {
  /** At least one. */
  readonly people: readonly Party[];
  /** By the indices of the columns, in their order. */
  readonly marks: readonly (readonly [column: number, mark: ShownMark])[];
}

/** `mixed`: some of those who share a row are members by a stack, and others aren't. */
export type ShownMark = Mark | 'mixed';

/** Who is in which group, in an order in which those who are in the same groups stand together. */
export interface Matrix {
  /** Groups of which most people are, and then the others, similar ones side by side. */
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** Those who are in no group. */
  readonly withoutGroup: readonly Party[];
  /** Those in which nobody is. */
  readonly withoutMembers: readonly Party[];
  /** The smaller groups that there was no room for. */
  readonly leftOut: readonly Column[];
  /** Those who are in no other groups than these. */
  readonly onlyInLeftOut: readonly Party[];
  /** Whether something of the store couldn't be read, so that there may be more members. */
  readonly isPartial: boolean;
}

export interface MatrixOptions {
  /** Above so many people, those who are in the same groups share a row. */
  readonly mostPeople: number;
  /** Of more groups the largest ones are shown. */
  readonly mostColumns: number;
}

/** What a person can look at, and what can be put in order at once. */
const MATRIX_OPTIONS: MatrixOptions = { mostPeople: 60, mostColumns: 400 };

/** Of all people in groups, those who are in a general group. */
const SHARE_OF_GENERAL = 0.5;

/** They are the same for who is in which group. */
const MEMBER: readonly ShownMark[] = ['made', 'adopted', 'unmanaged', 'mixed'];

export function matrixOf({ people, groups, marks, isPartial = false }: Access, { mostPeople, mostColumns }: MatrixOptions = MATRIX_OPTIONS): Matrix {
  const members = groups.map(() => new Set<number>());
  marks.forEach((ofPerson, person) => [...ofPerson.keys()].forEach((group) => members[group]?.add(person)));
  const sizeOf = (group: number): number => members[group]?.size ?? 0;
  const columnOf = (group: number): Column => ({ group: groups[group] as Party, members: sizeOf(group) });
  const bySize = [...groups.keys()].filter((group) => sizeOf(group) > 0)
    .sort((one, other) => sizeOf(other) - sizeOf(one) || byName(groups[one] as Party, groups[other] as Party));
  const shown = bySize.slice(0, mostColumns);
  const inGroups = marks.filter((ofPerson) => ofPerson.size > 0).length;
  const general = shown.filter((group) => sizeOf(group) > inGroups * SHARE_OF_GENERAL);
  const special = shown.slice(general.length);
  const order = [...general, ...clusteredOrder(special.map((group) => members[group] as Set<number>)).map((index) => special[index] as number)];
  const columns = new Map(order.map((group, column) => [group, column]));
  const rows = people.map((person, index): Row => ({ people: [person], marks: marksOf(marks[index], columns) })).filter((row) => row.marks.length > 0);
  return {
    columns: order.map(columnOf),
    rows: inOrder(rows.length > mostPeople ? merged(rows) : rows, general.length),
    withoutGroup: people.filter((_, person) => (marks[person]?.size ?? 0) === 0).sort(byName),
    withoutMembers: groups.filter((_, group) => sizeOf(group) === 0).sort(byName),
    leftOut: bySize.slice(mostColumns).map(columnOf),
    onlyInLeftOut: people.filter((_, person) => {
      const ofPerson = [...marks[person]?.keys() ?? []];
      return ofPerson.length > 0 && !ofPerson.some((group) => columns.has(group));
    }).sort(byName),
    isPartial,
  };
}

function marksOf(ofPerson: ReadonlyMap<number, Mark> = new Map(), columns: ReadonlyMap<number, number>): Row['marks'] {
  return [...ofPerson].flatMap(([group, mark]) => {
    const column = columns.get(group);
    return column === undefined ? [] : [[column, mark] as const];
  }).sort(([one], [other]) => one - other);
}

/** Those who are in the same groups in one row, whether by a stack or not. */
function merged(rows: readonly Row[]): Row[] {
  const sharing = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.people[0]?.change, row.marks.map(([column, mark]) => [column, MEMBER.includes(mark) ? 'member' : mark])]);
    const others = sharing.get(key);
    if (others) others.push(row);
    else sharing.set(key, [row]);
  }
  return [...sharing.values()].map((all) => ({
    people: all.flatMap(({ people }) => people).sort(byName),
    marks: (all[0] as Row).marks.map(([column, mark], index) => [column, all.every((row) => row.marks[index]?.[1] === mark) ? mark : 'mixed'] as const),
  }));
}

/** By the first column in which they differ, general ones last: so that those of a group stand below each other. */
function inOrder(rows: readonly Row[], general: number): readonly Row[] {
  const keys = new Map(rows.map((row) => {
    const columns = row.marks.map(([column]) => column);
    return [row, [...columns.filter((column) => column >= general), ...columns.filter((column) => column < general)]];
  }));
  return [...rows].sort((one, other) => compareLists(keys.get(one) ?? [], keys.get(other) ?? []) || byName(one.people[0] as Party, other.people[0] as Party));
}

function compareLists(one: readonly number[], other: readonly number[]): number {
  const place = one.findIndex((value, index) => value !== other[index]);
  if (place < 0) return one.length - other.length;
  return (one[place] as number) - (other[place] ?? -1);
}
