import { CsvError, parse } from 'csv-parse/sync';
import { Problem } from '../../properties/problems';
import { unknownProperties } from '../../properties/unknown-properties';
import { textOf } from '../../properties/validation';
import { columnOf, Columns, Path, propertiesOf } from './columns';
import { bytesOf } from './file-bytes';
import { Complaints, Entry, Table } from './table';

const LINE_BREAK = /\r\n|\r|\n/g;

/** A table in a file, by the paths of what its columns declare. */
export class CsvTable implements Table {
  constructor(private readonly columns: Columns, private readonly file: string) {}

  public placeOf(row: number): string {
    return `${this.file}:${row}`;
  }

  public textOf(row: number, { property, value, allowed }: Problem): string {
    return `${this.placeOf(row)}: ${textOf({ property: columnOf(property), value: value ?? '', allowed })}`;
  }

  public read(take: (entry: Entry) => void, complaints: Complaints): void {
    const read = bytesOf(this.file);
    if ('problem' in read) return complaints.add(read.problem);
    const rows = new RowReader(this.columns, take, (line, text) => complaints.add(`${this.placeOf(line)}: ${text}`));
    try {
      parse(read.bytes, {
        relax_column_count: true, skip_empty_lines: true, record_delimiter: ['\r\n', '\n', '\r'],
        on_record: (cells: string[], { empty_lines: emptyLines }) => rows.take(cells, emptyLines),
      });
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      return rows.complain(error.code === 'CSV_QUOTE_NOT_CLOSED'
        ? 'a quotation mark of this row isn\'t closed: the file may be truncated'
        : 'a quotation mark of this row stands inside a cell: write the whole cell in quotation marks, and each one in it twice');
    }
    rows.end();
  }
}

/** Takes the rows of a table as they come. The first one says which columns there are. */
class RowReader {
  private paths?: Path[] | 'WRONG';
  private width = 0;
  private rowsBefore = 0;
  private breaksInCells = 0;
  private emptyLines = 0;

  constructor(
    private readonly columns: Columns, private readonly takeEntry: (entry: Entry) => void, private readonly tell: (line: number, text: string) => void,
  ) {}

  /** The parser keeps nothing of what gets no answer here. */
  public take(cells: readonly string[], emptyLines: number): undefined {
    this.emptyLines = emptyLines;
    if (this.paths === undefined) this.takeHeader(cells);
    else if (this.paths !== 'WRONG') this.takeRow(cells);
    this.rowsBefore += 1;
    for (const cell of cells) this.breaksInCells += cell.match(LINE_BREAK)?.length ?? 0;
  }

  /** Says something of the row that comes next. */
  public complain(text: string): void {
    this.tell(this.line, text);
  }

  public end(): void {
    if (this.paths === undefined) this.complain(`the file is empty: it must begin with the names of columns, such as ${this.columns.required.join(',')}`);
  }

  /** The parser counts the ends of lines in cells in a way of its own. */
  private get line(): number {
    return 1 + this.rowsBefore + this.breaksInCells + this.emptyLines;
  }

  private takeHeader(names: readonly string[]): void {
    const problems = headerProblems(this.columns, names);
    for (const problem of problems) this.complain(problem);
    this.width = names.length;
    this.paths = problems.length > 0 ? 'WRONG' : names.map((name) => pathOf(this.columns, name) ?? []);
  }

  private takeRow(cells: readonly string[]): void {
    if (cells.every((cell) => cell.trim() === '')) return;
    if (cells.length !== this.width) {
      const cause = cells.length < this.width ? 'the file may be truncated' : 'a cell with a comma in it has to be in quotation marks';
      this.complain(`the row has ${cells.length} cells, and the header ${this.width}: ${cause}`);
      return;
    }
    this.takeEntry({ row: this.line, properties: propertiesOf(this.columns, this.paths as Path[], cells) });
  }
}

/** A column with another name would take away what it means, and so no other is passed over. */
function headerProblems(columns: Columns, names: readonly string[]): string[] {
  const { rows, required, paths } = columns;
  if (names.length === 1 && /[;\t]/.test(names[0] ?? '')) return ['the columns must be separated by commas'];
  const unlisted = names.filter((name) => pathOf(columns, name) === undefined);
  const unknown = unknownProperties(Object.fromEntries(unlisted.map((name) => [name, true])), [...paths.keys()]);
  return [
    ...unknown.map(({ name, meant }) => textOf({
      property: 'column', value: name, allowed: meant === undefined ? `left out, since ${rows} have no such property` : `left out, or be ${meant} if that is meant`,
    })),
    ...names.filter((name, index) => names.indexOf(name) < index).map((name) => textOf({ property: 'column', value: name, allowed: 'there once' })),
    ...required.filter((name) => !names.includes(name)).map((name) => `column ${name} is missing`),
  ];
}

function pathOf({ paths, furtherPath }: Columns, name: string): Path | undefined {
  return paths.get(name) ?? furtherPath?.(name);
}
