import { CsvError, parse } from 'csv-parse/sync';
import { Problem } from '../../properties/problems';
import { unknownProperties } from '../../properties/unknown-properties';
import { textOf } from '../../properties/validation';
import { COLUMNS, columnOf, propertiesOf } from './columns';
import { bytesOf } from './file-bytes';
import { Complaints, Entry, Table, TableName } from './table';

const LINE_BREAK = /\r\n|\r|\n/g;

/** A table in a file, by the paths of what its columns declare. */
export class CsvTable implements Table {
  constructor(private readonly name: TableName, private readonly file: string) {}

  public placeOf(row: number): string {
    return `${this.file}:${row}`;
  }

  public textOf(row: number, { property, value, allowed }: Problem): string {
    return `${this.placeOf(row)}: ${textOf({ property: columnOf(property), value: value ?? '', allowed })}`;
  }

  public read(take: (entry: Entry) => void, complaints: Complaints): void {
    const read = bytesOf(this.file);
    if ('problem' in read) return complaints.add(read.problem);
    const rows = new RowReader(this.name, take, (line, text) => complaints.add(`${this.placeOf(line)}: ${text}`));
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
  private paths?: (readonly (string | number)[])[] | 'WRONG';
  private columns = 0;
  private rowsBefore = 0;
  private breaksInCells = 0;
  private emptyLines = 0;

  constructor(
    private readonly name: TableName, private readonly takeEntry: (entry: Entry) => void, private readonly tell: (line: number, text: string) => void,
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
    if (this.paths === undefined) this.complain(`the file is empty: it must begin with the names of columns, such as ${COLUMNS[this.name].required.join(',')}`);
  }

  /** The parser counts the ends of lines in cells in a way of its own. */
  private get line(): number {
    return 1 + this.rowsBefore + this.breaksInCells + this.emptyLines;
  }

  private takeHeader(names: readonly string[]): void {
    const problems = headerProblems(this.name, names);
    for (const problem of problems) this.complain(problem);
    this.columns = names.length;
    this.paths = problems.length > 0 ? 'WRONG' : names.map((name) => COLUMNS[this.name].paths.get(name) ?? []);
  }

  private takeRow(cells: readonly string[]): void {
    if (cells.every((cell) => cell.trim() === '')) return;
    if (cells.length !== this.columns) {
      const cause = cells.length < this.columns ? 'the file may be truncated' : 'a cell with a comma in it has to be in quotation marks';
      this.complain(`the row has ${cells.length} cells, and the header ${this.columns}: ${cause}`);
      return;
    }
    this.takeEntry({ row: this.line, properties: propertiesOf(this.name, this.paths as (readonly (string | number)[])[], cells) });
  }
}

/** A column with another name would take away what it means, and so no other is passed over. */
function headerProblems(table: TableName, names: readonly string[]): string[] {
  const { required, paths } = COLUMNS[table];
  if (names.length === 1 && /[;\t]/.test(names[0] ?? '')) return ['the columns must be separated by commas'];
  const unknown = unknownProperties(Object.fromEntries(names.map((name) => [name, true])), [...paths.keys()]);
  return [
    ...unknown.map(({ name, meant }) => textOf({
      property: 'column', value: name, allowed: meant === undefined ? `left out, since ${table} have no such property` : `left out, or be ${meant} if that is meant`,
    })),
    ...names.filter((name, index) => names.indexOf(name) < index).map((name) => textOf({ property: 'column', value: name, allowed: 'there once' })),
    ...required.filter((name) => !names.includes(name)).map((name) => `column ${name} is missing`),
  ];
}
