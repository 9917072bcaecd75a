/** What the format of the file is called in which scan remembers what it has written, with its version. */
export const RECORD_FORMAT = 'cdk-org-guard/scan@1';

/** The file in which scan remembers what it has written into a folder. */
export const RECORD_FILE = 'scan.json';

/** The ids of constructs by the ids of what they are for. */
type Ids = Readonly<Record<string, string>>;

/** Which constructs a stack was written with. */
export interface RecordedStack {
  readonly groups?: Ids;
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
  /** The digests of the files by their names. What was changed since isn't overwritten. */
  readonly files: Readonly<Record<string, string>>;
}

export const NOTHING_WRITTEN: ScanRecord = { format: RECORD_FORMAT, files: {} };

/** Ids are written as names of variables and members. */
const CONSTRUCT_ID = /^[A-Z][A-Za-z0-9]*(_[A-Za-z0-9]+)*$/;

/** In the folder itself. */
const FILE_NAME = /^[\w-]+(\.[\w-]+)+$/;

/** What a file of scan says. Nothing if it isn't one. */
export function parseRecord(text: string): ScanRecord | undefined {
  try {
    const record = JSON.parse(text) as Partial<ScanRecord>;
    if (record.format !== RECORD_FORMAT || !isTexts(record.files)) return undefined;
    if (!Object.keys(record.files).every((name) => FILE_NAME.test(name))) return undefined;
    const stacks = Object.entries(record.stacks ?? {});
    return stacks.every(([name, stack]) => CONSTRUCT_ID.test(name) && isStack(stack)) ? record as ScanRecord : undefined;
  } catch {
    return undefined;
  }
}

function isStack({ groups = {}, users = {}, accounts = {}, memberships = {} }: RecordedStack): boolean {
  const ids = [groups, users, accounts];
  return ids.every((each) => isTexts(each) && Object.values(each).every((id) => CONSTRUCT_ID.test(id)))
    && Object.values(memberships).every((each) => Array.isArray(each) && each.every((id) => typeof id === 'string'));
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
export function recordedIds({ stacks = {} }: ScanRecord, kind: 'groups' | 'users' | 'accounts'): Recorded {
  const all = Object.entries(stacks).flatMap(([stack, recorded]) =>
    Object.entries(recorded[kind] ?? {}).map(([id, constructId]) => ({ id, constructId, stack })));
  return { ids: new Map(all.map(({ id, constructId }) => [id, constructId])), stacks: new Map(all.map(({ id, stack }) => [id, stack])) };
}
