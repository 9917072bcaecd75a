import type { Handshake } from '@aws-sdk/client-organizations';
import { isPending } from '../../lambda/organizations/handshake';
import { ACCOUNT_ID, ORGANIZATIONAL_UNIT_ID } from '../../lib/contract/forms';
import type { Entity, NotRead, OrganizationSnapshot, PlacedEntity } from '../../sandbox/seed/snapshot';
import { isDeclarableTag } from './declarable';
import type { LeftOut } from './left-out';

/** An account of the organization that isn't the one that manages it. */
export interface ScannedAccount {
  readonly id: string;
  readonly name: string;
  /** The root or the unit that it is in. */
  readonly organizationalUnitId?: string;
  /** The names of the units that it is in, from the root on. Empty if it is in the root. */
  readonly units: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly leftOut: readonly LeftOut[];
}

/** What is written of an organization. */
export interface Accounts {
  readonly managementAccount: string;
  readonly accounts: readonly ScannedAccount[];
  readonly leftOut: readonly LeftOut[];
}

/** Tags that AWS sets, and nobody else can. */
const OF_AWS = /^aws:/i;

/** What wasn't read, if that are the tags of an account. */
const TAGS_OF = /^tags of the account (\d{12})$/;

/** The accounts of an organization, by their ids. Those that are invited and haven't accepted are no accounts of it yet. */
export function accountsOf({ organization, organizationalUnits, accounts, handshakes }: OrganizationSnapshot, notRead: readonly NotRead[] = []): Accounts {
  const withoutTags = new Set(notRead.map(({ what }) => TAGS_OF.exec(what)?.[1]));
  const managementAccount = String(organization.MasterAccountId);
  const others = accounts.filter(({ Id }) => Id !== managementAccount && ACCOUNT_ID.form.test(String(Id)))
    .sort((one, other) => Number(one.Id) - Number(other.Id));
  const active = others.filter(({ State, Status }) => (State ?? Status ?? 'ACTIVE') === 'ACTIVE');
  const scanned = active.map((account) => scannedAccount(account, organizationalUnits, withoutTags.has(String(account.Id))));
  return {
    managementAccount,
    accounts: scanned,
    leftOut: [
      ...scanned.flatMap(({ leftOut }) => leftOut),
      ...others.filter((account) => !active.includes(account)).map((account): LeftOut => ({ reason: 'NOT_ACTIVE', ...titleOf(account) })),
      ...handshakes.filter(isPendingInvitation).map((handshake): LeftOut => ({ reason: 'PENDING', kind: 'invitation', name: String(handshake.Id) })),
    ],
  };
}

function scannedAccount(account: PlacedEntity, units: readonly PlacedEntity[], lacksTags: boolean): ScannedAccount {
  const { Id, Name, ParentId } = account;
  const all = ((account.Tags ?? []) as readonly { readonly Key: string; readonly Value: string }[]).filter(({ Key }) => !OF_AWS.test(String(Key)));
  const isFine = ({ Key, Value }: (typeof all)[number]): boolean => typeof Key === 'string' && typeof Value === 'string' && isDeclarableTag(Key, Value);
  const hasPlace = ORGANIZATIONAL_UNIT_ID.form.test(ParentId);
  return {
    id: String(Id),
    name: String(Name ?? ''),
    ...(hasPlace && { organizationalUnitId: ParentId }),
    units: unitsAbove(ParentId, units),
    tags: Object.fromEntries(all.filter(isFine).map(({ Key, Value }) => [Key, Value])),
    leftOut: [...lacksTags ? [{ reason: 'TAGS_NOT_READ' as const, ...titleOf(account) }] : [], ...[
      ...(hasPlace ? [] : ['organizationalUnitId']),
      ...all.filter((tag) => !isFine(tag)).map(({ Key }) => `tag ${Key}`),
    ].map((property) => ({ reason: 'ATTRIBUTE' as const, ...titleOf(account), property }))],
  };
}

function unitsAbove(id: string, units: readonly PlacedEntity[]): string[] {
  const unit = units.find(({ Id }) => Id === id);
  return unit ? [...unitsAbove(unit.ParentId, units.filter((each) => each !== unit)), String(unit.Name)] : [];
}

function titleOf({ Id, Name }: Entity): Pick<LeftOut, 'kind' | 'name'> {
  return { kind: 'account', name: Name === undefined ? String(Id) : `${String(Id)} ${String(Name)}` };
}

function isPendingInvitation(handshake: Entity): boolean {
  return handshake.Action === 'INVITE' && isPending(handshake as Handshake);
}
