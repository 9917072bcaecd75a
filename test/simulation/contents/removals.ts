import type { Membership } from '../../../sandbox/identity-store/entities';
import type { Delivery } from '../deliveries';
import type { Author, Change } from '../ledger';
import { checked, Contents, exclusiveGroups, nameForm } from './declared';
import type { ContentsRun, Deploying, Deployment } from './run';

/** Something that the function of contents has removed. */
export interface Removal {
  readonly change: Change & { readonly author: Delivery };
  /** Of a membership: the names that its group and its user had then. */
  readonly group: string | undefined;
  readonly user: string | undefined;
  readonly deploying: Deploying;
}

/** Whether a function of the contents was called: by CloudFormation, or by the workflow. */
export function isOfContents({ part }: Delivery): boolean {
  return part === 'CONTENTS' || part === 'PASS';
}

export function isByContents(author: Author): author is Delivery {
  return author !== 'OTHERS' && isOfContents(author);
}

export function isRemovalByContents(change: Change): change is Change & { readonly author: Delivery } {
  return isByContents(change.author) && change.isMain && change.before !== undefined && change.after === undefined;
}

export function removalOf(change: Change & { readonly author: Delivery }, names: ReadonlyMap<string, string>, deploying: Deploying): Removal {
  const { GroupId, MemberId } = (change.before?.value ?? {}) as Partial<Membership>;
  return { change, group: names.get(GroupId ?? ''), user: names.get(MemberId?.UserId ?? ''), deploying };
}

/**
 * What of the contents that go from the template CloudFormation goes by, if they are to stay behind: what has succeeded last, or an update that has failed and
 * wasn't rolled back.
 */
export function retained({ deployments }: Pick<ContentsRun, 'deployments'>, { before, started }: Pick<Deployment, 'before' | 'started'>): Contents | undefined {
  const last = deployments.filter(({ ended }) => ended <= started).at(-1);
  const present = last?.status === 'UPDATE_FAILED' ? last.declared : before;
  return present?.isDestroyed === false ? present : undefined;
}

interface NamedRow {
  readonly name: string;
  readonly formerName?: string | undefined;
}

/**
 * Whether a file has a row for a membership, under the names that it has now or those that it had.
 *
 * @param lookupsIgnoreCase whether the store finds a name that is written in another case: who has no row of its own is only found by that
 */
export function declares({ file }: Contents, { group, user }: Pick<Removal, 'group' | 'user'>, lookupsIgnoreCase = true): boolean {
  if (group === undefined || user === undefined) return false;
  const { users, groups, members } = checked(file);
  const isNamed = (name: string, rows: readonly NamedRow[], present: string): boolean => {
    const own = rows.find((row) => nameForm(row.name) === nameForm(name));
    if (!own && !lookupsIgnoreCase) return name === present;
    return [name, own?.formerName ?? name].map(nameForm).includes(nameForm(present));
  };
  return members.some((row) => isNamed(row.group, groups, group) && isNamed(row.user, users, user));
}

/** Whether nobody may be in a group but those whom a file has a row for. */
export function isExclusive(contents: Contents, group: string | undefined): boolean {
  if (group === undefined) return false;
  const formerOf = (name: string): string => contents.file.groups.find((row) => nameForm(row.name) === nameForm(name))?.formerName ?? name;
  const names = [...exclusiveGroups({ ...contents, file: checked(contents.file) }).keys()];
  return names.some((name) => [name, formerOf(name)].map(nameForm).includes(nameForm(group)));
}
