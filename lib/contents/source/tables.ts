import { IIdentityStore } from '../../identity-store/identity-store';
import { ContentsSource } from '../contents-source';
import { COLUMNS } from './columns';
import { CsvTable } from './csv-table';
import { tablesInDocument } from './json-document';
import { ListedTable } from './listed-table';
import { Complaints, Table, TABLE_NAMES, TableName, Tables } from './table';

/** The tables of a source. What is in a bucket was read when it was written. */
export function tablesOf(
  { _origin: { csv, json, rows, inBucket } }: ContentsSource, identityStore: IIdentityStore | undefined, complaints: Complaints,
): Tables {
  if (inBucket !== undefined) return {};
  if (json !== undefined) return tablesInDocument(json, identityStore, complaints);
  if (rows !== undefined) return eachOf<object[]>(rows, (name, elements) => new ListedTable(name, elements));
  const tables = eachOf<string>(csv ?? {}, (name, file) => new CsvTable(COLUMNS[name], file));
  if (Object.keys(tables).length === 0) complaints.add(`fromCsv must be given at least one of ${TABLE_NAMES.join(', ')}`);
  return tables;
}

function eachOf<Given>(given: { readonly [Name in TableName]?: Given }, make: (name: TableName, value: Given) => Table): Tables {
  return Object.fromEntries(TABLE_NAMES.flatMap((name) => {
    const value = given[name];
    return value === undefined ? [] : [[name, make(name, value)]];
  }));
}
