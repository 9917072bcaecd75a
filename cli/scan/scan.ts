import type { OrganizationSnapshot, Snapshot, StoreSnapshot } from '../../sandbox/seed/snapshot';
import { Accounts, accountsOf } from './accounts';
import { contentsOf, isLarge, isOfContents } from './contents';
import { Directory, directoryOf } from './directory';
import { fitsAny } from './group-pattern';
import type { LeftOut } from './left-out';
import type { AskedForm, Form, ScanRequest } from './request';
import { recordOf } from './recorded-stacks';
import { scopeOf } from './scope';
import type { ScannedStack } from './stack-model';
import { stacksOf } from './stacks';
import { documentOf, tablesOf } from './tables/tables';
import { writtenTable } from './tables/csv';
import { codeOf, surroundingsOf } from './typescript/project';
import { json } from './values';
import { recordedIds, ScanRecord } from './written-before';
import type { Files } from './written-files';

/** What is to be scanned of what was read. */
export interface ScanSubject {
  readonly reading: Snapshot['reading'];
  readonly store?: StoreSnapshot;
  readonly organization?: OrganizationSnapshot;
  readonly notRead?: Snapshot['notRead'];
}

/** What is written of it. */
export interface Scan {
  readonly directory?: Directory;
  readonly accounts?: Accounts;
  /** Only in the form of an app. */
  readonly stacks: readonly ScannedStack[];
  readonly files: Files;
  /** How many rows of tables are in another file, since a spreadsheet would take something in them for a formula. */
  readonly rowsApart: number;
  readonly form: Form;
}

type Wanted = Pick<ScanRequest, 'onlyGroup' | 'own' | 'version'> & {
  /** @default an app, of the kind that its directory needs */
  readonly as?: AskedForm;
};

/** What is written of what was read, in the form that is asked for. */
export function scan(subject: ScanSubject, wanted: Wanted, before: ScanRecord): Scan {
  const { reading, store, organization, notRead } = subject;
  const known = new Set(['groups', 'users'].flatMap((kind) => [...recordedIds(before, kind as 'groups').ids.keys()]));
  const directory = store && directoryOf(store, {
    ...(wanted.onlyGroup.length > 0 && { isAskedFor: fitsAny(wanted.onlyGroup) }), isKnown: (id) => known.has(id),
  });
  const accounts = organization && accountsOf(organization, notRead);
  const scanned = { ...(directory && { directory }), ...(accounts && { accounts }) };
  const form = formFor(wanted.as ?? 'typescript', directory, before);
  const ofForm = { isSameForm: formOf(form), scopes: { [form]: scopeOf(subject, wanted) } };
  const kept = (files: Record<string, string>, rowsApart = 0): Scan => ({ ...scanned, form, stacks: [], files: { kept: files, ...ofForm }, rowsApart });
  switch (form) {
    case 'typescript':
    case 'contents': {
      const contents = form === 'contents' && directory ? contentsOf(directory) : undefined;
      const stacks = contents ? [contents.stack, ...stacksOf(undefined, accounts, before)] : stacksOf(directory, accounts, before);
      const code = codeOf(stacks, {
        account: reading.caller.account,
        region: store?.region ?? reading.region,
        identityStoreId: directory?.identityStoreId ?? '',
        ...(accounts && { managementAccount: accounts.managementAccount }),
        ownsMemberships: wanted.own === 'memberships',
        leftOut: inNoStack(stacks, directory, accounts),
      });
      const files = { kept: { ...code, ...contents?.files }, offered: surroundingsOf(wanted.version), ...ofForm, stacks: recordOf(stacks) };
      return { ...scanned, form, stacks, files, rowsApart: 0 };
    }
    case 'csv': {
      const tables = Object.entries(tablesOf(directory, accounts)).map(([name, table]) => ({ name, ...writtenTable(table) }));
      const files = tables.flatMap(({ name, csv, others }) => [[`${name}.csv`, csv], ...others.length > 0 ? [[`${name}.json`, json(others)]] : []]);
      return kept(Object.fromEntries(files) as Record<string, string>, tables.reduce((sum, { others }) => sum + others.length, 0));
    }
    case 'json':
      return kept({ [DOCUMENT]: json({ format: DOCUMENT_FORMAT, ...documentOf(directory, accounts) }) });
  }
}

/** A folder that has an app with constructs, or with contents, keeps it: the change from one to the other takes more than one deployment. */
export function formFor(asked: AskedForm, directory: Directory | undefined, { scopes = {} }: Pick<ScanRecord, 'scopes'>): Form {
  if (asked === 'constructs') return 'typescript';
  if (asked !== 'typescript') return asked;
  if (scopes.contents) return 'contents';
  return !scopes.typescript && directory && isLarge(directory) ? 'contents' : 'typescript';
}

/** What is written at the top, since it has no other place. */
function inNoStack(stacks: readonly ScannedStack[], directory: Directory | undefined, accounts: Accounts | undefined): LeftOut[] {
  const placed = new Set(stacks.flatMap((stack) => {
    switch (stack.kind) {
      case 'GROUPS': return stack.groups.flatMap(({ entity }) => entity.leftOut);
      case 'PEOPLE': return stack.users.flatMap(({ entity }) => entity.leftOut);
      case 'CONTENTS': return stack.leftOut;
      case 'ORGANIZATION': return stack.accounts.flatMap(({ entity }) => entity.leftOut);
    }
  }));
  return [...directory?.leftOut ?? [], ...accounts?.leftOut ?? []].filter((each) => !placed.has(each));
}

const DOCUMENT = 'directory.json';
const DOCUMENT_FORMAT = 'cdk-org-guard/directory@1';

/** Which files are of a form. */
function formOf(form: Form): (name: string) => boolean {
  switch (form) {
    case 'typescript': return (name) => name.endsWith('.ts');
    case 'contents': return (name) => name.endsWith('.ts') || isOfContents(name);
    case 'csv': return (name) => name.endsWith('.csv') || (name.endsWith('.json') && name !== DOCUMENT);
    case 'json': return (name) => name === DOCUMENT;
  }
}
