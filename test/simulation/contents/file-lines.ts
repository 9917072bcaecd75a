import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { CONTENTS_FORMAT, ContentsLine } from '../../../lib/contract/contents';
import type { UserProperties } from '../../../lib/contract/identity-store';
import type { DeclaredFile, UserRow } from './declared';

/** A file as synthesis would write it. */
export interface WrittenFile {
  readonly bytes: Buffer;
  readonly hash: string;
}

/** Writes a file that synthesis has nothing against. */
export function writtenFile({ users, groups, members }: DeclaredFile): WrittenFile {
  const lines: readonly ContentsLine[] = [
    { kind: 'contents', format: CONTENTS_FORMAT, users: users.length, groups: groups.length, memberships: members.length },
    ...sorted(users, ({ name }) => name).map((user, index): ContentsLine => ({
      kind: 'user', row: index + 1, ...former(user), attributes: attributesOf(user),
    })),
    ...sorted(groups, ({ name }) => name).map((group, index): ContentsLine => ({
      kind: 'group', row: index + 1, ...former(group),
      attributes: { DisplayName: group.name, ...(group.description !== undefined && { Description: group.description }) },
    })),
    ...sorted(members, ({ group, user }) => `${group}\n${user}`).map(({ group, user }, index): ContentsLine => ({
      kind: 'membership', row: index + 1, group, userName: user,
    })),
  ];
  return {
    bytes: gzipSync(lines.map((line) => `${JSON.stringify(line)}\n`).join('')),
    hash: createHash('sha256').update(lines.map((line) => JSON.stringify({ ...line, row: undefined })).join('\n')).digest('hex'),
  };
}

/** What a construct of its own would have in its properties. */
export function attributesOf({ name, givenName, email, title }: UserRow): Omit<UserProperties, 'IdentityStoreId' | 'ConflictPolicy' | 'NamedAtDeployment'> {
  return {
    UserName: name,
    DisplayName: `${givenName} Lovelace`,
    Name: { GivenName: givenName, FamilyName: 'Lovelace' },
    ...(email !== undefined && { Emails: [{ Value: email }] }),
    ...(title !== undefined && { Title: title }),
  };
}

function former({ formerName }: { readonly formerName?: string | undefined }): { readonly formerName?: string } {
  return formerName === undefined ? {} : { formerName };
}

function sorted<Row>(rows: readonly Row[], keyOf: (row: Row) => string): readonly Row[] {
  return [...rows].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}
