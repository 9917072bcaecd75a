import { nameOfRoster } from '../../lib/contract/ledger-names';
import { CampaignLedger } from '../../lambda/campaign/ledger/campaign-ledger';
import type { Entries } from '../../lambda/campaign/ledger/entries';
import type { Head } from '../../lambda/campaign/ledger/head';
import { Row, rowsWithKeys } from '../../lambda/campaign/roster';
import { RowKeys } from '../../lambda/campaign/row-keys';
import { isMembers } from '../../sandbox/cloudformation/functions/function';
import type { Properties } from '../../sandbox/cloudformation/template';
import type { Snapshot } from '../../sandbox/seed/snapshot';
import type { ContentsPlace, RehearsedLedgers } from '../contents/ledgers';

/** What the ledger of a campaign has at a time; nothing of what is lost. */
export interface CampaignLook {
  /** Nothing if there is no ledger. */
  readonly head?: Head;
  /** The rows that the campaign follows. */
  readonly rows?: readonly Row[];
  readonly entries?: Entries;
}

/** The ledgers of campaigns in a copy, which are kept as those of contents are. */
export class RehearsedCampaignLedgers {
  constructor(private readonly snapshot: Pick<Snapshot, 'campaigns' | 'notRead' | 'stacks'>, private readonly ledgers: RehearsedLedgers) {}

  /** Why nobody knows what a campaign would do. Of what wasn't read nothing is missing. */
  public unread({ stackId, logicalId }: ContentsPlace): string[] {
    const { campaigns = [], notRead, stacks } = this.snapshot;
    const isDeployed = stacks.some((each) => each.stackId === stackId && each.resources.some((resource) => resource.logicalId === logicalId));
    const isRead = campaigns.some((each) => each.stackId === stackId && each.logicalId === logicalId && each.ledger !== undefined);
    return [
      ...(isDeployed && !isRead ? ['where the rows of the campaign are, since its ledger was not read'] : []),
      ...(notRead.some(({ what }) => what === 'invitations') ? ['invitations were not read'] : []),
      ...(notRead.some(({ what }) => /^(roots$|units in |accounts in )/.test(what)) ? ['not all accounts were read'] : []),
    ];
  }

  /** Puts the roster where the campaign looks for it, unless its ledger has a copy. Says why it isn't known, if so. */
  public withoutFile(place: ContentsPlace): string[] {
    const { Source: source } = place.properties;
    const hash = isMembers(source) ? String(source.Hash) : '';
    return this.ledgers.objectOf(place, 'file', nameOfRoster(hash)) ? [] : this.ledgers.withoutFile(place);
  }

  public ready(place: ContentsPlace): Properties {
    return this.ledgers.ready(place);
  }

  /** What the ledger has now. */
  public async look(place: ContentsPlace): Promise<CampaignLook> {
    const ledger = new CampaignLedger(this.ledgers.objectsOf(place));
    const session = this.ledgers.newSession();
    const read = await ledger.readHead(session);
    const head = read.kind === 'DONE' ? read.output?.head : undefined;
    if (!head) return {};
    const [roster, listed] = [await ledger.readRoster(session, head.roster), await ledger.readEntries(session, head)];
    const rows = roster.kind === 'DONE' ? roster.output : undefined;
    const entries = listed.kind === 'DONE' ? listed.output : undefined;
    return { head, ...(rows && { rows: rowsWithKeys(rows, new RowKeys(head.secret)) }), ...(entries && { entries }) };
  }
}
