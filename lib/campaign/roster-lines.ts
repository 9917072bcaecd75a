import { createHash } from 'node:crypto';
import { ROSTER_FORMAT, RosterHeader, RosterRowLine } from '../contract/campaign';
import { FileLines } from '../contents/file/compressed-file';
import { tagProperties } from '../organizations/invitation-properties';
import { NumberedRow } from './roster-check';

/** The lines of a roster, in the order of its rows, which is that of the invitations. */
export function rosterLines(rows: readonly NumberedRow[]): FileLines {
  const header: RosterHeader = { kind: 'roster', format: ROSTER_FORMAT, rows: rows.length };
  const text = Buffer.from([header, ...rows.map(lineOf)].map((line) => `${JSON.stringify(line)}\n`).join(''));
  return { name: 'roster', text, hash: createHash('sha256').update(text).digest('hex') };
}

function lineOf({ row, account, email, organizationalUnitId: unit, tags, priority, generation }: NumberedRow): RosterRowLine {
  const { Tags } = tagProperties(tags);
  return {
    kind: 'row', row,
    ...(account !== undefined && { account }), ...(email !== undefined && { email }), ...(unit !== undefined && { unit }), ...(Tags && { tags: Tags }),
    ...(priority !== undefined && { priority }), ...(generation !== undefined && { generation }),
  };
}
