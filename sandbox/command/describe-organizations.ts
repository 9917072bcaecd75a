import type { OrganizationsState } from '../control/state-organizations';
import { columns } from './columns';

/**
 * What a person reads about organizations and accounts: for each thing its title and its lines. An organization that is as it
 * was made for the sandbox's own account is nothing to read about.
 */
export function describeOrganizations({ organizations, accounts }: OrganizationsState): string[][] {
  return [
    ...organizations.flatMap(describeOrganization),
    ...(accounts.length === 0
      ? []
      : [[
          'Accounts in no organization:', columns(accounts.map(({ accountId, name, email, state }) => [accountId, name, email, state])),
        ]]),
  ];
}

function describeOrganization({ organizationId, managementAccountId, featureSet, ...has }: OrganizationsState['organizations'][number]): string[][] {
  const { organizationalUnits, accounts, handshakes } = has;
  if (accounts.length === 1 && organizationalUnits.length === 0 && handshakes.length === 0) return [];
  return [[
    `Organization ${organizationId}: ${accounts.length} ${accounts.length === 1 ? 'account' : 'accounts'}, features ${featureSet}`,
    columns([
      ...organizationalUnits.map(({ organizationalUnitId, path }) => ['unit', organizationalUnitId, path, '', '']),
      ...accounts.map(({ accountId, name, email, state, organizationalUnit }) => [
        accountId === managementAccountId ? 'management' : 'account', accountId, organizationalUnit || '(root)', state, `${name} <${email}>`,
      ]),
      ...handshakes.map(({ handshakeId, action, recipient = '', state, expiresAt }) => [action, handshakeId, recipient, state, `until ${expiresAt}`]),
    ]),
  ]];
}
