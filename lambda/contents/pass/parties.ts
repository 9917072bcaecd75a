import type { GroupLine, UserLine } from '../../../lib/contract/contents';
import type { StoreProperties } from '../../../lib/contract/identity-store';
import { callFailure } from '../../guard/call-failure';
import { Failure, failure } from '../../guard/failure';
import { CallResult, done, Result } from '../../guard/result';
import { nameForm } from '../../guard/same-text';
import type { Session } from '../../guard/session';
import { quoted } from '../../guard/wording';
import type { CallsIn } from '../../identity-store/identity-store-calls';
import { groupNamed, userNamed } from '../../identity-store/look-up';
import type { Entry } from '../ledger/entry';
import type { Work } from './work';

type Kind = 'user' | 'group';

/** The ids of users and groups: those that the file has a row for from the ledger, others by a look, once each. */
export class Parties {
  private readonly looked = new Map<string, Promise<CallResult<string>>>();
  /** By the keys of their names. */
  private readonly ids: Map<string, string>;
  /** The names of the rows to which users and groups belong that the ledger has. */
  private readonly namesOfRows = new Map<Kind, ReadonlyMap<string, string>>();

  constructor(
    private readonly session: Session, private readonly callsIn: CallsIn, private readonly store: StoreProperties,
    private readonly known: Pick<Work, 'declared' | 'entries' | 'keys' | 'carried'>,
  ) {
    this.ids = new Map(known.carried?.looked);
  }

  /** The ids that were looked up, by the keys of their names. */
  public get lookedUp(): readonly (readonly [key: string, id: string])[] {
    return [...this.ids];
  }

  /** Whether an id was looked up already. */
  public knows(key: string): boolean {
    return this.ids.has(key);
  }

  /** The id, or nothing if nobody has the name, or only who gets another one back. */
  public async find(kind: Kind, name: string): Promise<Result<string | undefined>> {
    const named = await this.named(kind, name);
    const isMisnamed = named.kind === 'DONE' && named.output !== undefined && this.isOfAnotherRow(kind, name, named.output);
    return isMisnamed ? done(undefined) : named;
  }

  /** The id of whoever has the name now. */
  public async named(kind: Kind, name: string): Promise<Result<string | undefined>> {
    const known = this.entryOfRow(kind, name);
    if (known) return done(known.id);
    const found = await this.look(kind, name);
    if (found.kind === 'DONE') return found;
    return found.kind === 'MISSING' ? done(undefined) : callFailure(found, kind === 'user' ? 'looking up a user of the file' : `looking up group ${quoted(name)}`);
  }

  /** The same before anything is written: who is to be renamed has the former name. */
  public async findBefore(kind: Kind, name: string): Promise<Result<string | undefined>> {
    const entry = this.entryOf(kind, name);
    return entry && entry.key !== this.keyOf(kind, name) ? done(entry.id) : this.find(kind, name);
  }

  /** The id of what has to be there. */
  public async idOf(kind: Kind, name: string): Promise<Result<string>> {
    const found = await this.find(kind, name);
    if (found.kind === 'REFUSED') return found;
    return found.output === undefined ? this.notFound(kind, name) : done(found.output);
  }

  /** What the ledger has of a name that has no row tells nothing: somebody else may have the name by now. */
  private entryOfRow(kind: Kind, name: string): Entry | undefined {
    const entry = this.rows(kind).has(nameForm(name)) ? this.known.entries.get(kind, this.keyOf(kind, name)) : undefined;
    return entry?.state === 'declared' ? entry : undefined;
  }

  /** Whether an id is that of a row with another name, which it doesn't have at the moment. */
  private isOfAnotherRow(kind: Kind, name: string, id: string): boolean {
    const names = this.namesOfRows.get(kind) ?? new Map([...this.rows(kind).keys()].flatMap((each): [string, string][] => {
      const entry = this.entryOf(kind, each);
      return entry ? [[entry.id, each]] : [];
    }));
    this.namesOfRows.set(kind, names);
    return (names.get(id) ?? nameForm(name)) !== nameForm(name);
  }

  /** What the ledger has of a row, perhaps under its former name. */
  private entryOf(kind: Kind, name: string): Entry | undefined {
    const formerName = this.rows(kind).get(nameForm(name))?.formerName;
    const [entry, former] = [name, formerName].map((each) => each === undefined ? undefined : this.known.entries.get(kind, this.keyOf(kind, each)));
    return entry ?? former;
  }

  private rows(kind: Kind): ReadonlyMap<string, UserLine | GroupLine> {
    return kind === 'user' ? this.known.declared.users : this.known.declared.groups;
  }

  private keyOf(kind: Kind, name: string): string {
    return kind === 'user' ? this.known.keys.user(name) : this.known.keys.group(name);
  }

  private look(kind: Kind, name: string): Promise<CallResult<string>> {
    const key = this.keyOf(kind, name);
    const id = this.ids.get(key);
    if (id !== undefined) return Promise.resolve(done(id));
    const looked = this.looked.get(key) ?? this.lookUp(kind, name, key);
    this.looked.set(key, looked);
    return looked;
  }

  private async lookUp(kind: Kind, name: string, key: string): Promise<CallResult<string>> {
    const found = kind === 'user'
      ? await userNamed(this.callsIn, this.session, { ...this.store, UserName: name })
      : await groupNamed(this.callsIn, this.session, { ...this.store, DisplayName: name });
    if (found.kind === 'DONE') this.ids.set(key, found.output);
    return found;
  }

  private notFound(kind: Kind, name: string): Failure {
    const words = { name: quoted(name), store: quoted(this.store.IdentityStoreId), spelled: '' };
    return kind === 'user' ? failure('USER_NOT_FOUND', words) : failure('GROUP_NOT_FOUND', words);
  }
}
