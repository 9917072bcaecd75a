import * as path from 'node:path';
import type { NotRead } from '../../sandbox/seed/snapshot';
import { printable, quoted } from '../plan/printable';
import type { Scanned } from './directory';
import type { Gone } from './gone';
import { LeftOut, Reason, REASONS } from './left-out';
import type { Form, ScanRequest } from './request';
import type { Scan } from './scan';
import type { Surroundings } from './surroundings';
import { APP_COMMAND } from './typescript/project';
import type { Written } from './written-files';

/** Names of what is left out that are printed; the files have them all. */
const MOST_NAMED = 5;

export interface Summary extends Pick<ScanRequest, 'own' | 'out'> {
  readonly scan: Scan;
  readonly notRead: readonly NotRead[];
  readonly caller: string;
  readonly files: Written;
  readonly gone: Gone;
  /** Around an app; nothing around tables. */
  readonly surroundings?: Surroundings;
}

/** What a person reads after a scan: what is written, what isn't and why, and what comes next. */
export function summaryOf({ scan, notRead, caller, files: { written, removed }, gone, surroundings, own, out }: Summary): string {
  const { directory, accounts, rowsApart, stacks, form } = scan;
  const leftOut = [...directory?.leftOut ?? [], ...accounts?.leftOut ?? []];
  const provided = new Set(directory?.groups.filter(({ isProvided }) => isProvided).map(({ id }) => id));
  const owned = own === 'memberships' ? directory?.memberships.filter(({ groupId }) => !provided.has(groupId)).length ?? 0 : 0;
  return [
    `Read as ${printable(caller)}.`,
    `Written into ${printable(out)}: ${written.join(', ')}.`,
    ...removed.length > 0 ? [`Removed from it, since nothing is in them any more: ${removed.join(', ')}.`] : [],
    '',
    ...directory ? [entities(directory.groups, 'group', form), entities(directory.users, 'user', form), memberships(directory.memberships.length, owned)] : [],
    ...accounts ? [`  ${counted(accounts.accounts.length, 'account')} of the organization`] : [],
    ...stacks.length > 0 ? [`  in ${counted(stacks.length, 'stack')}: ${stacks.map(({ name }) => name).join(', ')}`] : [],
    ...form === 'contents' ? ['  as contents, which are one resource for all of the directory; --as constructs writes a construct for each'] : [],
    ...rowsApart > 0 ? [`  ${counted(rowsApart, 'row')} in JSON beside the CSV, since a spreadsheet would take something in them for a formula, or an empty text for no value`] : [],
    ...section('Not in the app any more:', goneLines(gone)),
    ...section('Not written, or not all of it:', reasonLines(leftOut)),
    ...section('Not read:', notRead.map(({ what, why }) => `  ${printable(what)}: ${printable(why)}`)),
    ...surroundings ? nextSteps(out, surroundings) : [],
  ].join('\n');
}

const WORDS: Readonly<Partial<Record<Form, readonly [declared: string, lookedUp: string, byId: string]>>> = {
  typescript: ['adopted', 'looked up', 'only referred to'], contents: ['adopted', 'only named', 'only named'],
};

function entities(all: readonly Scanned[], noun: string, form: Form): string {
  const count = (manner: Scanned['manner']): number => all.filter((each) => each.manner === manner).length;
  const [declared, lookedUp, byId] = [count('DECLARED'), count('LOOKED_UP'), count('BY_ID')];
  const [ofDeclared, ofLookedUp, ofById] = WORDS[form] ?? ['written', 'not written', 'not written'];
  const parts: readonly (readonly [number, string | undefined])[] = [
    [declared, ofDeclared], [lookedUp, `${ofLookedUp}, since an identity provider owns ${lookedUp === 1 ? 'it' : 'them'}`], [byId, ofById],
  ];
  return `  ${counted(all.length, noun)}: ${parts.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`).join(', ') || 'none'}`;
}

function memberships(count: number, owned: number): string {
  return `  ${counted(count, 'membership')}${owned > 0 ? `, of which the app owns ${owned}` : ''}`;
}

/** A line for each reason and kind, with some of the names. */
function reasonLines(leftOut: readonly LeftOut[]): string[] {
  const groups = new Map<string, LeftOut[]>();
  for (const each of leftOut) groups.set(`${each.reason} ${each.kind}`, [...groups.get(`${each.reason} ${each.kind}`) ?? [], each]);
  return [...groups.values()].flatMap((all) => {
    const { reason, kind } = all[0] as LeftOut;
    const { why, remedy }: (typeof REASONS)[Reason] = REASONS[reason];
    const named = all.slice(0, MOST_NAMED).map(({ name, property }) => `${quoted(name)}${property === undefined ? '' : ` (${printable(property)})`}`).join(', ');
    const more = all.length > MOST_NAMED ? ` and ${all.length - MOST_NAMED} more` : '';
    return [`  ${counted(all.length, kind)}: ${all.length > 1 ? 'each ' : ''}${why}; ${remedy}.`, `    ${named}${more}`];
  });
}

/** A line for each kind, with some of the ids of constructs, and one for each stack. */
function goneLines({ stacks, ...kinds }: Gone): string[] {
  const lines = Object.entries(kinds).filter(([, ids]) => ids.length > 0).map(([kind, ids]) => {
    const more = ids.length > MOST_NAMED ? ` and ${ids.length - MOST_NAMED} more` : '';
    return `  ${counted(ids.length, kind.replace(/s$/, ''))}: ${ids.slice(0, MOST_NAMED).join(', ')}${more}`;
  });
  return [...lines, ...stacks.map((name) => `  the stack ${name}, which stays deployed; delete it in CloudFormation after the others are deployed`)];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines];
}

/** What to do with an app, also if the folder has another one. */
function nextSteps(out: string, { otherApp, missingPackages }: Surroundings): string[] {
  const install = ['npm install', ...missingPackages].join(' ');
  const app = otherApp === undefined ? '' : ` --app '${APP_COMMAND}'`;
  return [
    ...otherApp === undefined ? [] : ['', `${printable(path.join(out, 'cdk.json'))} was there and stays as it is: it runs ${otherApp === '' ? 'no app' : quoted(otherApp)}, so that --app has to name this one.`],
    '',
    'Next:',
    `  cd ${/^[\w./][\w./-]*$/.test(out) ? out : `'${printable(out).replaceAll('\'', '\'\\\'\'')}'`} && ${install}`,
    `  npx cdk-org-guard plan${app}      says that nothing changes; what no stack has yet is adopted`,
    `  npx cdk deploy --all${app}`,
  ];
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
