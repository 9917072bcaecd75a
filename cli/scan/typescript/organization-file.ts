import type { ScannedAccount } from '../accounts';
import type { OrganizationStack, Placed } from '../stack-model';
import { commentsOf } from './comments';
import { Member, membersOf, nameInComment, objectLiteral, textLiteral } from './literal';
import { stackFile } from './stack-file';

const INDENT = '    ';

/** The file of a stack with accounts of the organization. An account that is a member already isn't invited. */
export function organizationFile({ name, accounts }: OrganizationStack, managementAccount: string): string {
  return stackFile({
    className: name,
    about: `Accounts of the organization that ${managementAccount} manages.`,
    imports: new Set(['AccountInvitation', 'InvitationTarget']),
    lines: accounts.flatMap((account, index) => [...index === 0 ? [] : [''], ...accountLines(account)]),
  });
}

function accountLines({ entity, constructId }: Placed<ScannedAccount>): string[] {
  const { id, units, organizationalUnitId, tags, leftOut } = entity;
  const place = units.length === 0 ? [] : [`${INDENT}// In ${units.slice(-MOST_UNITS).map(nameInComment).join(' / ')}`];
  const members: Member[] = [
    ['target', `InvitationTarget.account('${id}')`],
    ...organizationalUnitId === undefined ? [] : [['organizationalUnitId', textLiteral(organizationalUnitId)] as const],
    ...membersOf(Object.keys(tags).length > 0 ? { tags } : {}, INDENT),
  ];
  const call = `new AccountInvitation(this, '${constructId}', `;
  return [...commentsOf(leftOut, INDENT), ...place, `${INDENT}${call}${objectLiteral(members, INDENT, call.length)});`];
}

/** Units that are named, from the innermost on: a line has to be read. */
const MOST_UNITS = 2;
