import type { ContentsPlan, UnitEntries, RefusedRow } from '../../rehearsal/contents/contents-plan';
import type { Verb } from '../../rehearsal/plan';
import { sentence } from './printable';
import { counted, inFigures } from './wording';

/** What the file declares: its names are no secret of the live side. */
const DECLARED: readonly Verb[] = ['creates', 'adopts', 'changes', 'keeps'];

/** For example `12 memberships in admins`. */
export function entriesInWords({ kind, group, count }: UnitEntries): string {
  return `${counted(count, kind)}${group === undefined ? '' : ` in ${group}`}`;
}

/** Whether the names of entries are those that the file declares. */
export function hasDeclaredNames({ verb }: UnitEntries): boolean {
  return DECLARED.includes(verb);
}

/** The names of the first ones, and how many there are besides. */
export function namesInWords({ names, count }: Pick<UnitEntries, 'names' | 'count'>): string {
  return andMore(names, count);
}

/** What there is to say of entries beside their names. */
export function detailsOfEntries({ kind, verb, ofOthers = 0, attributes = [], count }: UnitEntries): string[] {
  return [
    ...(ofOthers > 0 ? [`${ofOthers === count ? 'Somebody else has' : `${inFigures(ofOthers)} of them somebody else has`} given; the group is exclusive.`] : []),
    ...(attributes.length > 0 ? [`${verb === 'adopts' ? 'Adoption changes' : 'Changes'} ${attributes.join(', ')}.`] : []),
    ...(kind === 'invitation' ? [`${count === 1 ? 'It is' : 'They are'} canceled, and can't be accepted any more.`] : []),
    ...(verb === 'leaves' ? [count === 1 ? 'It has left the file and stays as it is.' : 'They have left the file and stay as they are.'] : []),
    ...(verb === 'lost' ? ['Declared, and gone after the deployment: something else in it takes them along. Deploy the two one after the other.'] : []),
  ];
}

/** Where a row is, and why it is refused. */
export function rowInWords({ kind, row, code, message }: RefusedRow): string {
  return sentence(`${kind} ${row}: ${code}: ${message}`);
}

/** For example `and 12 more: 7 IDENTITY_MISMATCH, 5 IDENTITY_UNPROVEN`. Nothing if all rows are told. */
export function moreRowsInWords({ refused: { count, rows, byCode } }: ContentsPlan): string[] {
  if (count === rows.length) return [];
  return [sentence(`and ${inFigures(count - rows.length)} more; all in all ${byCode.map((each) => `${inFigures(each.count)} ${each.code}`).join(', ')}.`)];
}

/** What is to be known of contents as a whole. */
export function factsOf({ declared, notRevoked, leftOutBefore, owed, alsoIn }: ContentsPlan): string[] {
  return [
    ...(declared ? [`The file has ${counted(declared.users, 'user')}, ${counted(declared.groups, 'group')} and ${counted(declared.memberships, 'membership')}.`] : []),
    ...(notRevoked > 0 ? [`${counted(notRevoked, 'membership')} ${notRevoked === 1 ? 'is' : 'are'} adopted: removing the row won't revoke ${notRevoked === 1 ? 'it' : 'them'}.`] : []),
    ...(leftOutBefore > 0 ? [`${inFigures(leftOutBefore)} of those who leave ${leftOutBefore === 1 ? 'was' : 'were'} left out by an earlier deployment.`] : []),
    ...(owed > 0 ? [`${inFigures(owed)} ${owed === 1 ? 'is' : 'are'} still to leave afterwards, with the next deployment that changes something of the contents.`] : []),
    ...alsoIn.map(({ contents, count }) => sentence(`${inFigures(count)} of the entries ${count === 1 ? 'is' : 'are'} also in ${contents}, so that both manage them.`)),
  ];
}

/** Who gets another name, if anybody does. */
export function renamingsInWords({ renamed }: Pick<ContentsPlan, 'renamed'>): string[] {
  return renamed.map(({ kind, before, after }) => `The ${kind} ${before} becomes ${after}.`);
}

function andMore(names: readonly string[], count: number): string {
  return `${names.join(', ')}${count > names.length ? ` and ${inFigures(count - names.length)} more` : ''}`;
}
