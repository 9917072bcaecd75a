import { Token } from 'aws-cdk-lib';
import { IIdentityStore } from '../../identity-store/identity-store';
import { unknownProperties } from '../../properties/unknown-properties';
import { textOf } from '../../properties/validation';
import { bytesOf } from './file-bytes';
import { ListedTable } from './listed-table';
import { Complaints, TABLE_NAMES, Tables } from './table';

/** What a scan writes into a document. */
const KNOWN = ['identityStoreId', ...TABLE_NAMES, 'accounts'];

/** The tables in a document. What else there is in it is passed over, unless one of these may be meant: without a list everybody in it would leave. */
export function tablesInDocument(file: string, identityStore: IIdentityStore | undefined, complaints: Complaints): Tables {
  const document = documentIn(file, TABLE_NAMES, complaints);
  if (document === undefined) return {};
  const { identityStoreId: written } = document;
  const { identityStoreId = written } = identityStore ?? {};
  if (typeof written === 'string' && written !== identityStoreId && !Token.isUnresolved(identityStoreId)) {
    complaints.add(`${file}: ${textOf({ property: 'identityStoreId', value: written, allowed: `left out or ${String(identityStoreId)}, the store of these contents` })}`);
  }
  const slips = unknownProperties(document, KNOWN).filter(({ meant }) => meant !== undefined);
  for (const { name, meant } of slips) {
    complaints.add(`${file}: ${textOf({ property: name, value: document[name], allowed: `left out, or be ${meant} if that is meant` })}`);
  }
  const given = TABLE_NAMES.filter((name) => document[name] !== undefined && document[name] !== null);
  if (given.length === 0 && slips.length === 0) complaints.add(`${file}: the document must have at least one of the lists ${TABLE_NAMES.join(', ')}`);
  return Object.fromEntries(given.flatMap((name) => {
    const list = document[name];
    if (Array.isArray(list)) return [[name, new ListedTable(name, list as object[], file)]];
    complaints.add(`${file}: ${textOf({ property: name, value: list, allowed: 'a list' })}`);
    return [];
  }));
}

/**
 * The object in a file, or nothing if it can't be read, which is told.
 *
 * @param lists the names of the lists that it may have
 */
export function documentIn(file: string, lists: readonly string[], complaints: Complaints): Readonly<Record<string, unknown>> | undefined {
  const read = bytesOf(file);
  if ('problem' in read) {
    complaints.add(read.problem);
    return undefined;
  }
  try {
    const document: unknown = JSON.parse(read.bytes.toString());
    if (typeof document === 'object' && document !== null && !Array.isArray(document)) return document as Record<string, unknown>;
    complaints.add(`${file}: the document must be an object with the ${lists.length === 1 ? 'list' : 'lists'} ${lists.join(', ')}`);
  } catch (error) {
    complaints.add(`${file} isn't JSON, or is truncated: ${(error as SyntaxError).message}`);
  }
  return undefined;
}
