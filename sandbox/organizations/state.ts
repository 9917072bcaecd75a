import type { Organization } from './organization';
import type { Organizations } from './organizations';

/** What there is of organizations and accounts, for people and programs to read. */
export interface OrganizationsState {
  readonly organizations: readonly {
    readonly organizationId: string;
    readonly managementAccountId: string;
    readonly featureSet: string;
    readonly organizationalUnits: readonly { readonly organizationalUnitId: string; readonly path: string }[];
    readonly accounts: readonly {
      readonly accountId: string; readonly email: string; readonly name: string; readonly state: string;
      /** The path of its organizational unit; empty for the root. */
      readonly organizationalUnit: string;
    }[];
    readonly handshakes: readonly {
      readonly handshakeId: string; readonly action: string; readonly recipient?: string; readonly state: string; readonly expiresAt: string;
    }[];
  }[];
  /** Those that are in no organization. */
  readonly accounts: readonly { readonly accountId: string; readonly email: string; readonly name: string; readonly state: string }[];
}

export function organizationsStateOf(world: Organizations): OrganizationsState {
  world.lifeCycle.settle();
  const { all, handshakes, accounts } = world;
  return {
    organizations: all.map((organization) => ({
      organizationId: organization.id,
      managementAccountId: organization.managementAccountId,
      featureSet: organization.featureSet,
      organizationalUnits: [...organization.units.keys()].map((id) => ({ organizationalUnitId: id, path: unitPath(organization.units, id) })),
      accounts: [...organization.members.values()].map(({ accountId, parentId }) => ({
        ...accountOf(world, accountId), organizationalUnit: unitPath(organization.units, parentId),
      })),
      handshakes: handshakes.all.filter(({ organizationId }) => organizationId === organization.id).map((handshake) => ({
        handshakeId: handshake.id,
        action: handshake.action,
        ...(handshake.recipient && { recipient: handshake.recipient.id }),
        state: handshakes.stateOf(handshake),
        expiresAt: new Date(handshake.expiresAt).toISOString(),
      })),
    })),
    accounts: accounts.all.filter(({ id }) => !world.of(id)).map(({ id }) => accountOf(world, id)),
  };
}

function accountOf({ accounts }: Organizations, accountId: string): OrganizationsState['accounts'][number] {
  const { email, name, state } = accounts.get(accountId);
  return { accountId, email, name, state };
}

function unitPath(units: Organization['units'], id: string): string {
  const unit = units.get(id);
  if (!unit) return '';
  return units.has(unit.parentId) ? `${unitPath(units, unit.parentId)}/${unit.name}` : unit.name;
}
