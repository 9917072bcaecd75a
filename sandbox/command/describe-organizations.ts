import type { OrganizationsState } from '../organizations/state';
import { section } from './columns';

/**
 * What a person reads about organizations and accounts, with a section for each. The organization that the sandbox makes for its own account is left out while
 * it is unchanged.
 */
export function describeOrganizations({ organizations, accounts }: OrganizationsState): string[] {
  const alone = section('Accounts in no organization:', accounts.map(({ accountId, name, email, state }) => [accountId, name, email, state]));
  return [...organizations.flatMap(describeOrganization), ...(accounts.length > 0 ? [alone] : [])];
}

function describeOrganization({ organizationId, managementAccountId, featureSet, ...has }: OrganizationsState['organizations'][number]): string[] {
  const { organizationalUnits, accounts, handshakes } = has;
  if (accounts.length === 1 && organizationalUnits.length === 0 && handshakes.length === 0) return [];
  return [section(`Organization ${organizationId}: ${accounts.length} ${accounts.length === 1 ? 'account' : 'accounts'}, features ${featureSet}`, [
    ...organizationalUnits.map(({ organizationalUnitId, path }) => ['unit', organizationalUnitId, path, '', '']),
    ...accounts.map(({ accountId, name, email, state, organizationalUnit }) => [
      accountId === managementAccountId ? 'management' : 'account', accountId, organizationalUnit || '(root)', state, `${name} <${email}>`,
    ]),
    ...handshakes.map(({ handshakeId, action, recipient = '', state, expiresAt }) => [action, handshakeId, recipient, state, `until ${expiresAt}`]),
  ])];
}
