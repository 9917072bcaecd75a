import { counted, inFigures } from '../../plan/wording';
import { columnsOf } from '../../plan/wrap';
import type { Party } from '../model/access';
import type { Column, Matrix, Row, ShownMark } from '../model/matrix';
import { isolated, Markup, markup, named } from './markup';
import { nameList } from './names';

interface MarkStyle {
  readonly sign: string;
  readonly className: string;
  /** What is said of it in the legend. */
  readonly meaning: string;
}

/** What a colour says of a mark, its sign says too. */
const STYLES: Readonly<Record<ShownMark, MarkStyle>> = {
  given: { sign: '+', className: 'given', meaning: 'gets access' },
  taken: { sign: '−', className: 'taken', meaning: 'loses access' },
  refused: { sign: '!', className: 'refused', meaning: 'refused' },
  unknown: { sign: '?', className: 'unknown', meaning: 'not known, or not reached' },
  made: { sign: '●', className: 'made', meaning: 'member, by a stack' },
  adopted: { sign: '○', className: 'adopted', meaning: 'member, adopted by a stack' },
  mixed: { sign: '◐', className: 'mixed', meaning: 'member, some of those in the row by a stack' },
  unmanaged: { sign: '·', className: 'loose', meaning: 'member, in no stack that was read' },
  kept: { sign: '·', className: 'loose', meaning: 'member, and stays' },
};

const CHANGES: Readonly<Record<Required<Party>['change'], string>> = { given: 'is created', taken: 'is deleted', refused: 'is refused' };

/** Longer tables scroll by themselves, so that their heads stay. */
const LONGEST = 60;

/** Of the name of a group, in characters. */
const LONGEST_NAME = 28;

/** The width of a cell, in pixels, for as many columns. */
function cellWidth(columns: number): number {
  if (columns <= 24) return 28;
  return columns <= 60 ? 20 : 14;
}

/** Room for the names of the groups, for how many are in them, and for what becomes of them, in pixels. */
function headHeight(columns: readonly Column[]): number {
  return 56 + Math.max(...columns.map(({ group }) => Math.min(LONGEST_NAME, columnsOf(group.name)) * 7 + (group.change === undefined ? 0 : 21)));
}

/** Who is in which group, as a table with a row for each person, or for all who are in the same groups. */
export function drawMatrix(matrix: Matrix, title: string): Markup {
  const { columns, rows } = matrix;
  if (rows.length === 0) return markup`<p class="none">${matrix.isPartial ? 'Nobody is in a group, as far as that could be read.' : 'Nobody is in a group.'}</p>${drawRest(matrix)}`;
  const people = rows.reduce((sum, row) => sum + row.people.length, 0);
  const size = cellWidth(columns.length);
  return markup`
<p class="hint">${peopleIn(people)} in ${counted(columns.length, 'group')}. Those with the same groups stand together${rows.length < people && ', and share a row'}.</p>
${drawLegend(matrix)}
<div class="scroll" role="region" tabindex="0" aria-label="Table: ${title}">
<table aria-label="${title}" class="matrix${size < 20 && ' small'}${rows.length > LONGEST && ' long'}" style="--cell: ${size}px; --columns: ${columns.length}; --head: ${headHeight(columns)}px">
<colgroup><col class="names"><col span="${columns.length}"></colgroup>
<thead><tr><td class="corner"></td>${columns.map(drawHeader)}</tr></thead>
<tbody>${rows.map((row) => drawRow(row, columns))}</tbody>
</table>
</div>
${drawRest(matrix)}`;
}

function drawLegend({ rows }: Matrix): Markup {
  const marks = new Set(rows.flatMap((row) => row.marks.map(([, mark]) => mark)));
  const shown = (Object.keys(STYLES) as ShownMark[]).filter((mark) => marks.has(mark)).map((mark) => STYLES[mark]);
  return markup`<ul class="legend" aria-label="Signs">${shown.map(({ sign, className, meaning }) => markup`<li><span class="key ${className}">${sign}</span> ${meaning}</li>`)}</ul>`;
}

function drawHeader({ group, members }: Column): Markup {
  return markup`
<th scope="col" title="${isolated(group.name)}: ${members}"><div><span class="count">${inFigures(members)}</span> ${drawChange(group)}<span class="name">${named(group.name)}</span></div></th>`;
}

/** A run of groups that somebody isn't in is one cell: most of a large table is empty. */
function drawRow({ people, marks }: Row, columns: readonly Column[]): Markup {
  const cells: Markup[] = [];
  let next = 0;
  const skipTo = (column: number): void => {
    if (column > next) cells.push(column === next + 1 ? markup`<td>` : markup`<td colspan=${column - next}>`);
  };
  const who = people.length === 1 ? people[0]?.name ?? '' : peopleIn(people.length);
  for (const [column, mark] of marks) {
    skipTo(column);
    const { sign, className } = STYLES[mark];
    cells.push(markup`<td class=${className} title="${isolated(who)} – ${isolated(columns[column]?.group.name ?? '')}">${sign}`);
    next = column + 1;
  }
  skipTo(columns.length);
  return markup`
<tr><th scope="row">${people.length === 1 ? drawPerson(people[0] as Party) : drawPeople(people)}</th>${cells}`;
}

function drawPerson(person: Party): Markup {
  const title = person.displayName === undefined ? person.name : `${person.name} (${person.displayName})`;
  return markup`<span class="name" title="${isolated(title)}">${drawChange(person)}${named(person.name)}</span>`;
}

function drawPeople(people: readonly Party[]): Markup {
  const [first = { name: '' }] = people;
  return markup`<details><summary><b>${inFigures(people.length)}</b> ${drawChange(first)}<span class="faint">${named(first.name)} …</span></summary>${nameList(people.map(({ name }) => name))}</details>`;
}

function drawChange({ change }: Party): Markup | undefined {
  if (change === undefined) return undefined;
  const { sign, className } = STYLES[change];
  return markup`<span class="key ${className}" title="${CHANGES[change]}">${sign}</span> `;
}

function drawRest({ withoutGroup, withoutMembers, leftOut, onlyInLeftOut, isPartial }: Matrix): Markup {
  const asFar = isPartial ? ', as far as that could be read' : '';
  return markup`${folded(`In no group${asFar}`, withoutGroup.map(({ name }) => name))}${folded(`Groups without members${asFar}`, withoutMembers.map(({ name }) => name))}
${folded('Smaller groups, not shown', leftOut.map(({ group, members }) => `${group.name} (${inFigures(members)})`))}${
  folded('Only in groups that are not shown', onlyInLeftOut.map(({ name }) => name))}`;
}

function folded(title: string, names: readonly string[]): Markup | undefined {
  if (names.length === 0) return undefined;
  return markup`<details class="rest"><summary>${title} <span class="number">${inFigures(names.length)}</span></summary>${nameList(names)}</details>`;
}

function peopleIn(count: number): string {
  return count === 1 ? '1 person' : `${inFigures(count)} people`;
}
