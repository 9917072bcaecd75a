import type { Form } from './request';
import type { Scope } from './scope';

/** What the format of the file is called in which scan remembers what it has written, with its version. */
export const RECORD_FORMAT = 'cdk-org-guard/scan@1';

/** The file in which scan remembers what it has written into a folder. */
export const RECORD_FILE = 'scan.json';

/** The ids of constructs by the ids of what they are for. */
type Ids = Readonly<Record<string, string>>;

/** Which constructs a stack was written with. */
export interface RecordedStack {
  readonly groups?: Ids;
  /** Groups that users are in and that no stack has. */
  readonly referredGroups?: Ids;
  readonly users?: Ids;
  /** The ids of the groups by those of their members. */
  readonly memberships?: Readonly<Record<string, readonly string[]>>;
  readonly accounts?: Ids;
}

/** What scan has written into a folder, by the form that it was written in. */
export interface ScanRecord {
  readonly format: typeof RECORD_FORMAT;
  /** The stacks of the app by their names, in the order in which they came. */
  readonly stacks?: Readonly<Record<string, RecordedStack>>;
  /** What the folder was scanned for, by the form that it was written in. */
  readonly scopes?: Readonly<Partial<Record<Form, Scope>>>;
  /** The digests of the files by their names. What was changed since isn't overwritten. */
  readonly files: Readonly<Record<string, string>>;
  /** Only while files are written: the digests that they may still have as well. */
  readonly unfinished?: Readonly<Record<string, readonly string[]>>;
}

export const NOTHING_WRITTEN: ScanRecord = { format: RECORD_FORMAT, files: {} };

/** Ids are written as names of variables and members. */
const CONSTRUCT_ID = /^[A-Z][A-Za-z0-9]*(_[A-Za-z0-9]+)*$/;

/** Names of stacks are those of classes and files, so that each kind has its own. */
const STACK_NAME = /^(Groups|People|Organization)\d*$/;

/** In the folder itself. */
const FILE_NAME = /^[\w-]+(\.[\w-]+)+$/;

/** What a file of scan says. Nothing if it isn't one. */
export function parseRecord(text: string): ScanRecord | undefined {
  try {
    const record = JSON.parse(text) as Partial<ScanRecord>;
    if (record.format !== RECORD_FORMAT || !isTexts(record.files)) return undefined;
    const { stacks = {}, scopes = {}, unfinished = {} } = record;
    if (![...Object.keys(record.files), ...Object.keys(unfinished)].every((name) => FILE_NAME.test(name))) return undefined;
    if (!Object.values(unfinished).every(areTexts) || !Object.values(scopes).every(({ onlyGroup }) => areTexts(onlyGroup))) return undefined;
    if (!Object.entries(stacks).every(([name, stack]) => STACK_NAME.test(name) && isStack(name, stack))) return undefined;
    return KINDS.every((kind) => areDistinct(Object.values(stacks).flatMap((stack) => Object.values(idsIn(stack, kind))))) ? record as ScanRecord : undefined;
  } catch {
    return undefined;
  }
}

/** What stacks are of. */
const KINDS = ['groups', 'users', 'accounts'] as const;
type Kind = (typeof KINDS)[number];

const NAME_OF_KIND: Readonly<Record<Kind, string>> = { groups: 'Groups', users: 'People', accounts: 'Organization' };

function isStack(name: string, stack: RecordedStack): boolean {
  const isOfKind = (kind: Kind): boolean => {
    const ids = idsIn(stack, kind);
    return isTexts(ids) && (stack[kind] === undefined || name.startsWith(NAME_OF_KIND[kind])) && Object.values(ids).every((id) => CONSTRUCT_ID.test(id));
  };
  return KINDS.every(isOfKind) && Object.values(stack.memberships ?? {}).every(areTexts);
}

/** The ids of the constructs of a kind, whether the stack has them or only refers to them. */
export function idsIn({ referredGroups, ...stack }: RecordedStack, kind: Kind): Ids {
  return { ...stack[kind], ...kind === 'groups' && referredGroups };
}

/** Two constructs can't have the same id, as a merge of two files may leave them. */
function areDistinct(ids: readonly string[]): boolean {
  return new Set(ids.map((id) => id.toLowerCase())).size === ids.length;
}

function areTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  return typeof value === 'object' && value !== null && Object.values(value).every((each) => typeof each === 'string');
}

/** The ids of constructs, and their stacks, by the ids of what they are for. */
interface Recorded {
  readonly ids: ReadonlyMap<string, string>;
  readonly stacks: ReadonlyMap<string, string>;
}

/** Which stacks were written with something of a kind, and in which of them each id was. */
export function recordedIds({ stacks = {} }: ScanRecord, kind: Kind): Recorded {
  return {
    ids: new Map(Object.values(stacks).flatMap((recorded) => Object.entries(idsIn(recorded, kind)))),
    stacks: new Map(Object.entries(stacks).flatMap(([stack, recorded]) => Object.keys(recorded[kind] ?? {}).map((id) => [id, stack]))),
  };
}
