import type { Scanned } from '../directory';
import type { GroupsStack, Placed } from '../stack-model';
import { commentsOf } from './comments';
import { Member, membersOf, objectLiteral, textLiteral } from './literal';
import { stackFile, storeLine } from './stack-file';

const INDENT = '      ';
const STORE: Member = ['identityStore'];

/** The file of a stack with groups, which gives them to other stacks by the ids of their constructs. */
export function groupsFile({ name, groups }: GroupsStack, identityStoreId: string): string {
  const written = groups.flatMap((group) => {
    const id = `'${group.constructId}'`;
    return [...commentsOf(group.entity.leftOut, INDENT), `${INDENT}${group.constructId}: ${constructOf(group, id)},`];
  });
  return stackFile({
    className: name,
    about: `Groups of the identity store ${identityStoreId}.`,
    imports: new Set(['Group', 'IdentityStore']),
    members: ['  /** The groups by the ids of their constructs. */', '  public readonly groups;', ''],
    lines: [storeLine(identityStoreId), '    this.groups = {', ...written, '    };'],
  });
}

function constructOf({ entity }: Placed<Scanned>, id: string): string {
  switch (entity.manner) {
    case 'DECLARED': {
      const call = `new Group(this, ${id}, `;
      return `${call}${objectLiteral([STORE, ...membersOf(entity.properties, INDENT)], INDENT, call.length + id.length)})`;
    }
    case 'LOOKED_UP': return `Group.fromDisplayName(this, ${id}, identityStore, ${textLiteral(entity.name)})`;
    case 'BY_ID': return `Group.fromGroupId(this, ${id}, identityStore, '${entity.id}')`;
  }
}
