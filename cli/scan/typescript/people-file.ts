import { isResource, Scanned } from '../directory';
import type { PeopleStack, Placed, PlacedUser } from '../stack-model';
import { commentsOf } from './comments';
import { Member, membersOf, objectLiteral, textLiteral } from './literal';
import { fileOf, variableOf } from './names';
import { stackFile, storeLine } from './stack-file';

const INDENT = '    ';
const ELSEWHERE = `${INDENT}// More memberships of a user of another stack, in which there is no room for them.`;
const STORE: Member = ['identityStore'];

export interface PeopleFileOptions {
  readonly identityStoreId: string;
  /** The names of the stacks whose groups the users are in. */
  readonly groupsStacks: readonly string[];
  /** Whether the app owns the memberships. Those in groups of an identity provider it never does. */
  readonly ownsMemberships: boolean;
}

/** The file of a stack with users, each with its memberships below it. */
export function peopleFile({ name, users, referredGroups = [] }: PeopleStack, { identityStoreId, groupsStacks, ownsMemberships }: PeopleFileOptions): string {
  const takesGroups = groupsStacks.length > 0;
  const hasMemberships = takesGroups || referredGroups.length > 0;
  const imports = new Set<string>();
  if (users.some(isConstruct)) ['IdentityStore', 'User'].forEach((each) => imports.add(each));
  if (hasMemberships) imports.add('GroupMembership');
  if (referredGroups.length > 0) imports.add('Group');
  if (ownsMemberships && users.some(({ groups }) => groups.some(({ entity }) => !entity.isProvided))) imports.add('ConflictPolicy');
  return stackFile({
    className: name,
    about: `Users of the identity store ${identityStoreId}${hasMemberships ? ', with the groups that they are in' : ''}.`,
    imports,
    otherImports: groupsStacks.map((stack) => `import type { ${stack} } from './${fileOf(stack)}';`),
    before: takesGroups
      ? [
          `/** The groups of other stacks, by the ids of their constructs. */`, `export interface ${name}Props extends StackProps {`,
          `  readonly groups: ${groupsStacks.map((stack) => `${stack}['groups']`).join(' & ')};`, '}', '',
        ]
      : [],
    ...(takesGroups && { propsType: `${name}Props` }),
    lines: [
      ...takesGroups ? ['    const { groups } = props;'] : [],
      ...users.some(isConstruct) ? [storeLine(identityStoreId)] : [],
      ...referredGroups.length > 0 ? groupsLines(referredGroups) : [],
      ...users.flatMap((user) => userLines(user, ownsMemberships)),
    ],
  });
}

/** No construct of a user is called as the one above these groups. */
function groupsLines(groups: readonly Placed<Scanned>[]): string[] {
  return [
    `${INDENT}const referred = new Construct(this, 'groups');`,
    `${INDENT}const groups = {`,
    ...groups.map(({ entity, constructId }) => `${INDENT}  ${constructId}: Group.fromGroupId(referred, '${constructId}', identityStore, '${entity.id}'),`),
    `${INDENT}};`,
  ];
}

/** Whether anything is written but comments. */
function isConstruct({ entity, groups }: PlacedUser): boolean {
  return isResource(entity) || groups.length > 0;
}

function userLines(user: PlacedUser, ownsMemberships: boolean): string[] {
  const { entity, constructId, isElsewhere, groups } = user;
  const comments = isElsewhere ? [ELSEWHERE] : commentsOf(entity.leftOut, INDENT);
  if (!isConstruct(user)) return ['', ...comments];
  const variable = variableOf(constructId);
  const memberships = groups.map((group) => {
    const owns = ownsMemberships && !group.entity.isProvided;
    const properties = `group: groups.${group.constructId}, member: ${variable}${owns ? ', conflictPolicy: ConflictPolicy.OVERWRITE' : ''}`;
    return `${INDENT}new GroupMembership(${variable}, '${group.constructId}', { ${properties} });`;
  });
  return ['', ...comments, `${INDENT}${groups.length > 0 ? `const ${variable} = ` : ''}${constructOf(user, variable.length)};`, ...memberships];
}

function constructOf({ entity, constructId, isElsewhere, groups }: PlacedUser, variable: number): string {
  const id = `'${constructId}'`;
  if (isElsewhere || entity.manner === 'BY_ID') return `User.fromUserId(this, ${id}, identityStore, '${entity.id}')`;
  if (entity.manner === 'LOOKED_UP') return `User.fromUserName(this, ${id}, identityStore, ${textLiteral(entity.name)})`;
  const call = `new User(this, ${id}, `;
  return `${call}${objectLiteral([STORE, ...membersOf(entity.properties, INDENT)], INDENT, call.length + (groups.length > 0 ? variable + 9 : 0))})`;
}
