import type { Handshake } from '@aws-sdk/client-organizations';
import { isPending } from '../../../lambda/organizations/handshake';
import { invitedAccountId } from '../../../lambda/organizations/invited-account';
import type { Entity, OrganizationSnapshot } from '../../../sandbox/seed/snapshot';
import { byName } from './order';

const DAY = 24 * 60 * 60_000;

/** A root or unit of an organization, with all that is in it. */
export interface UnitNode {
  readonly kind: 'root' | 'unit';
  readonly id: string;
  readonly name: string;
  readonly children: readonly OrganizationNode[];
}

export interface AccountNode {
  readonly kind: 'account';
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** As AWS says it, for example `ACTIVE` or `SUSPENDED`. */
  readonly state: string;
  readonly isManagement: boolean;
  /** For example `INVITED`. */
  readonly joinedBy: string;
}

/** An invitation, which leads to the root once it is accepted. */
export interface InvitationNode {
  readonly kind: 'invitation';
  readonly id: string;
  /** Whom it is for: an address, or the id of an account. */
  readonly name: string;
  readonly state: string;
  readonly isPending: boolean;
  readonly endsAt: string;
  /** As of when it was read; negative if it has ended. */
  readonly daysLeft: number;
}

export type OrganizationNode = UnitNode | AccountNode | InvitationNode;

export interface ShownOrganization {
  readonly id: string;
  /** For example `ALL`. */
  readonly featureSet: string;
  readonly roots: readonly UnitNode[];
  readonly accounts: readonly { readonly account: AccountNode; readonly path: readonly string[] }[];
  /** Those that are over, the latest first. */
  readonly pastInvitations: readonly InvitationNode[];
}

/** An organization as a tree. What is pending stands in the first root. */
export function shownOrganization(snapshot: OrganizationSnapshot, readAt: string): ShownOrganization {
  const { organization, roots, organizationalUnits, accounts, handshakes } = snapshot;
  const management = textOf(organization.MasterAccountId);
  const invitations = handshakes.filter(({ Action }) => Action === 'INVITE').map((handshake) => invitationOf(handshake, management, Date.parse(readAt)));
  // Nothing is within itself, whatever a file says.
  const within = (parentId: string, above: readonly string[]): OrganizationNode[] => [
    ...accounts.filter(({ ParentId }) => ParentId === parentId).map((account) => accountOf(account, management)).sort(byName),
    ...organizationalUnits.filter(({ Id, ParentId }) => ParentId === parentId && !above.includes(textOf(Id)))
      .map((unit) => unitOf('unit', unit, within(textOf(unit.Id), [...above, textOf(unit.Id)]))).sort(byName),
  ];
  const pending = invitations.filter(({ isPending: waits }) => waits).sort((one, other) => one.daysLeft - other.daysLeft);
  const trees = roots.map((root, index) => unitOf('root', root, [...within(textOf(root.Id), [textOf(root.Id)]), ...index === 0 ? pending : []]));
  return {
    id: textOf(organization.Id),
    featureSet: textOf(organization.FeatureSet),
    roots: trees,
    accounts: trees.flatMap((tree) => accountsIn(tree, [])),
    pastInvitations: invitations.filter(({ isPending: waits }) => !waits).sort((one, other) => Date.parse(other.endsAt) - Date.parse(one.endsAt)),
  };
}

/** The accounts within a root or a unit, each with the names of the units that lead to it. */
function accountsIn(unit: UnitNode, path: readonly string[]): ShownOrganization['accounts'][number][] {
  const here = [...path, unit.name];
  return unit.children.flatMap((child) => {
    if (child.kind === 'account') return [{ account: child, path: here }];
    return child.kind === 'invitation' ? [] : accountsIn(child, here);
  });
}

function unitOf(kind: UnitNode['kind'], { Id, Name }: Entity, children: readonly OrganizationNode[]): UnitNode {
  return { kind, id: textOf(Id), name: textOf(Name) || textOf(Id), children };
}

function accountOf({ Id, Name, Email, State, Status, JoinedMethod }: Entity, management: string): AccountNode {
  return {
    kind: 'account', id: textOf(Id), name: textOf(Name ?? Id), email: textOf(Email), state: textOf(State ?? Status), isManagement: Id === management, joinedBy: textOf(JoinedMethod),
  };
}

function invitationOf(entity: Entity, management: string, readAt: number): InvitationNode {
  const handshake = entity as Handshake;
  const { Parties = [], Resources = [], State, ExpirationTimestamp } = entity as {
    readonly Parties?: readonly Entity[]; readonly Resources?: readonly Entity[]; readonly State?: string; readonly ExpirationTimestamp?: string;
  };
  const address = Parties.find(({ Type }) => Type === 'EMAIL')?.Id ?? Resources.find(({ Type }) => Type === 'EMAIL')?.Value;
  const account = invitedAccountId({}, handshake, management);
  return {
    kind: 'invitation',
    id: textOf(entity.Id),
    name: textOf(address ?? (account === '' ? entity.Id : account)),
    state: textOf(State),
    isPending: isPending(handshake),
    endsAt: textOf(ExpirationTimestamp),
    daysLeft: Math.floor((Date.parse(textOf(ExpirationTimestamp)) - readAt) / DAY),
  };
}

function textOf(value: unknown): string {
  return value === undefined ? '' : String(value);
}
