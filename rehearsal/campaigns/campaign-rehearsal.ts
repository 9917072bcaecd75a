import { takeIn, takeInGone } from '../../lambda/campaign/decide/take-in';
import { noEntries } from '../../lambda/campaign/ledger/entries';
import type { Entry } from '../../lambda/campaign/ledger/entry';
import { nameOfRow } from '../../lambda/campaign/roster';
import type { Settings } from '../../lambda/campaign/settings';
import { accountOf } from '../../lambda/guard/stack-view';
import type { ContentsPlace } from '../contents/ledgers';
import type { Fork } from '../fork';
import type { JournalEntry } from '../journal';
import type { CampaignLook } from './campaign-ledgers';
import { gonePlan, invitationsPlan, missingUnitsPlan, rosterPlan, rowsPlans } from './campaign-outcome';
import type { CampaignPlan, GonePlan, InvitationsPlan } from './campaign-plan';
import { SeenOrganization, seenInCopy } from './organization-in-copy';

const LOST = 'where the rows of the campaign are, since its list of them is lost: its next run stops it with LEDGER_LOST';
const NO_ROSTER = 'which rows come in and which go, since the copy of the roster that the campaign follows is gone';

/** A campaign in a copy, once everything is deployed there. */
export class CampaignRehearsal {
  /**
   * @param place with the properties that count: as they are to be, or as they were of a campaign that goes
   * @param before what the ledger had before anything was deployed
   */
  constructor(private readonly fork: Fork, private readonly place: ContentsPlace, private readonly before: CampaignLook) {}

  /**
   * What the campaign does from now on. Nothing if it has no ledger.
   *
   * @param isChanged whether the deployment changes anything about it
   */
  public async goesOn(isChanged: boolean): Promise<CampaignPlan | undefined> {
    const { fork, place, before } = this;
    const { head, rows, entries } = await fork.campaignLedgers.look(place);
    if (!head || !rows) return undefined;
    const { settings } = head;
    const roster = rosterPlan(rows, before.head ? before.rows : []);
    const pause = before.head?.pause;
    const told = {
      roster,
      ...(isChanged && pause?.kind === 'STOP' && { resumes: pause.code }),
    };
    const unknown = [...(roster.added === undefined ? [NO_ROSTER] : []), ...unknownOfRole(settings)];
    const looked = await seenInCopy(fork, place.stackId, head.secret);
    if (looked.kind === 'REFUSED' || !entries) {
      const why = looked.kind === 'REFUSED' ? `what the organization says: ${looked.code}` : LOST;
      return { ...told, rows: [], gone: NOTHING_GONE, unknown: [why, ...unknown] };
    }
    const { seen, accounts } = looked;
    const known = takeIn(rows, entries.byKey, seen, accounts, fork.time.now());
    const gone = takeInGone(rows, entries.byKey, seen, fork.time.now());
    const invitations = invitationsPlan(known, settings);
    const organization = fork.sandbox.organizations.of(accountOf(place));
    const missingUnits = missingUnitsPlan(known, settings, (unit) => organization?.hasParent(unit) === true);
    return {
      ...told, rows: rowsPlans(known, settings), invitations, unknown: [...unknownDays(invitations), ...unknown],
      gone: gonePlan(gone, this.wasFollowed, isChanged && settings.cancelsRemoved === true, this.nameIn(looked)),
      ...(missingUnits.length > 0 && { missingUnits }),
    };
  }

  /** What becomes of its invitations if the campaign goes. @param written by its function */
  public async ends(written: JournalEntry['writes']): Promise<CampaignPlan | undefined> {
    const { fork, place } = this;
    const { head, entries = noEntries() } = await fork.campaignLedgers.look(place);
    if (!head) return undefined;
    const looked = await seenInCopy(fork, place.stackId, head.secret);
    if (looked.kind === 'REFUSED') return { rows: [], gone: NOTHING_GONE, unknown: [`what the organization says: ${looked.code}`] };
    const canceled = new Set(written.filter(({ operation }) => operation === 'CancelHandshake').map(({ id }) => id));
    const isCanceled = ({ handshakeId = '' }: Entry): boolean => canceled.has(handshakeId);
    const now = takeInGone([], entries.byKey, looked.seen, fork.time.now());
    const stays = gonePlan(now, () => true, false, () => '');
    const named = gonePlan([...entries.byKey.values()].filter(isCanceled), () => true, true, this.nameIn(looked));
    return { rows: [], gone: { ...stays, canceled: canceled.size, names: named.names }, unknown: [] };
  }

  private readonly wasFollowed = ({ key }: Entry): boolean => this.before.rows?.some((row) => row.key === key) ?? true;

  /** As the roster before has it; of one that has left an earlier roster the account that was invited. */
  private nameIn({ seen: { invitations } }: SeenOrganization): (entry: Entry) => string {
    const names = new Map((this.before.rows ?? []).map((row) => [row.key, nameOfRow(row)]));
    return ({ key, accountId }) => names.get(key) ?? accountId ?? invitations.get(key)?.accountId ?? '';
  }
}

const NOTHING_GONE: GonePlan = { staying: 0, ofOthers: 0, canceled: 0, names: [] };

function unknownDays({ count, perDay }: InvitationsPlan): string[] {
  return count === 0 || perDay !== undefined ? [] : ['in how many days all are sent: as many a day as AWS takes, and that quota can\'t be read'];
}

function unknownOfRole({ roleName }: Settings): string[] {
  return roleName === undefined ? [] : [`in which accounts the role ${roleName} accepts, since roles of other accounts are not read`];
}
