import { CsvTable } from '../contents/source/csv-table';
import { documentIn } from '../contents/source/json-document';
import { ListedTable } from '../contents/source/listed-table';
import { Complaints, Table } from '../contents/source/table';
import { textOf } from '../properties/validation';
import { Roster } from './roster';
import { ROSTER_COLUMNS } from './roster-columns';

const LIST = 'accounts';

/** The table of a roster. What can't be read is told, and has no rows. */
export function rosterTable({ _origin: { csv, json, rows = [] } }: Roster, complaints: Complaints): Table {
  if (csv !== undefined) return new CsvTable(ROSTER_COLUMNS, csv);
  return json === undefined ? new ListedTable(LIST, rows) : listIn(json, complaints);
}

function listIn(file: string, complaints: Complaints): Table {
  const document = documentIn(file, [LIST], complaints);
  const list = document?.[LIST];
  if (document && !Array.isArray(list)) complaints.add(`${file}: ${textOf({ property: LIST, value: list, allowed: 'a list' })}`);
  return new ListedTable(LIST, Array.isArray(list) ? list as object[] : [], file);
}
