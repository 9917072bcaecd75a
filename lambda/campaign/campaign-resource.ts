import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { CampaignAttributes, countAttribute, ROW_STATES } from '../../lib/contract/campaign';
import { newSecret } from '../contents/ledger/keys';
import { LedgerObjects } from '../contents/ledger/ledger-objects';
import type { Answer } from '../custom-resource/answer';
import { answerUrlOf, askerOf } from '../custom-resource/event';
import type { Handled } from '../custom-resource/event-handler';
import { madeAt } from '../custom-resource/event-time';
import { PropertyReader } from '../custom-resource/properties';
import { callFailure } from '../guard/call-failure';
import { Failure, messageOf } from '../guard/failure';
import { nothingMade } from '../guard/ownership';
import type { Session } from '../guard/session';
import { accountOf } from '../guard/stack-view';
import type { FailureCode } from '../reasons/catalogue';
import type { CampaignSurroundings } from './campaign-surroundings';
import { takeInGone } from './decide/take-in';
import { CampaignLedger } from './ledger/campaign-ledger';
import { CAMPAIGN_FORMAT, Head, isOvertaken, nextPlace, pastWith, Turn, Wanted } from './ledger/head';
import { Row, rowsWithKeys } from './roster';
import { RowKeys } from './row-keys';
import { cancelInvitations } from './run/cancel';
import { lookAtInvitations } from './run/look';
import { ROW_IN_FLIGHT } from './run/row-time';
import { countsOf } from './run/status';
import { DeclaredCampaign, readCampaign } from './settings';

/** How long a deletion has the turn, in milliseconds. */
const DELETING = 10 * 60_000;

/** Why nobody knows any more what the campaign has sent. If a Delete failed then, the stack could never be deleted. */
const LOST: readonly FailureCode[] = ['BUCKET_NOT_FOUND', 'LEDGER_TOO_NEW'];

/** Handles an event of CloudFormation: takes the roster and answers with counts, or ends the campaign. It invites nobody, and waits for nobody. */
export async function handleCampaign(
  event: CloudFormationCustomResourceEvent, session: Session, surroundings: CampaignSurroundings,
): Promise<Handled> {
  const campaign = new CampaignEvent(event, session, surroundings);
  return event.RequestType === 'Delete' ? campaign.end() : campaign.take();
}

class CampaignEvent {
  private readonly declared: DeclaredCampaign;
  private readonly problem: Failure | undefined;
  private readonly wanted: Wanted;

  constructor(
    private readonly event: CloudFormationCustomResourceEvent, private readonly session: Session, private readonly surroundings: CampaignSurroundings,
  ) {
    const reader = new PropertyReader(event.ResourceProperties, 'ResourceProperties');
    this.declared = readCampaign(reader);
    this.problem = reader.failure;
    const url = answerUrlOf(event);
    this.wanted = { requestId: event.RequestId, signed: (url && madeAt(url)) ?? session.started };
  }

  /** Takes the roster, which the next run follows. */
  public async take(): Promise<Handled> {
    const { session, ledger, declared: { source, settings } } = this;
    if (this.problem) return this.refused(this.problem);
    const roster = await ledger.takeRoster(session, source);
    if (roster.kind === 'REFUSED') return this.refused(roster);
    const swapped = await ledger.swap(session, (head) => {
      if (head && isOvertaken(head, this.wanted)) return undefined;
      const { kind, format, secret, lastPlace, pause, entries, condition } = head ?? newHead();
      return {
        kind, format, secret, lastPlace, settings, failures: 0, roster: source.hash, wanted: this.wanted, past: head ? pastWith(head, this.wanted) : [],
        ...(condition && { condition }),
        ...(entries !== undefined && pause?.code !== 'CAMPAIGN_LEDGER_LOST' && { entries }),
      };
    });
    if (swapped.kind === 'REFUSED') return this.refused(swapped);
    if (swapped.kind === 'LEFT') return { kind: 'UNANSWERED', result: 'OVERTAKEN' };
    const rows = rowsWithKeys(roster.output, new RowKeys(swapped.head.secret));
    return this.answered(await this.attributesOf(rows, swapped.head));
  }

  /** Ends the campaign. No run that comes later does anything. */
  public async end(): Promise<Handled> {
    const { session, ledger } = this;
    // Nothing of what these properties declare was ever begun.
    if (this.problem) return this.released('KEPT');
    let before: Turn | undefined;
    const until = session.now() + DELETING;
    const swapped = await ledger.swap(session, (head) => {
      if (!head || isOvertaken(head, this.wanted)) return undefined;
      before = head.turn;
      const turn = { holder: this.wanted.requestId, place: nextPlace(head), until };
      return { ...head, wanted: this.wanted, past: pastWith(head, this.wanted), isDeleted: true, turn, lastPlace: turn.place };
    });
    if (swapped.kind === 'REFUSED') return LOST.includes(swapped.code) ? this.released('KEPT') : this.refused(swapped);
    if (swapped.kind === 'LEFT') return this.released('KEPT');
    // Whoever had the turn may still be at a row.
    if (before && before.until > session.now()) await session.sleep(ROW_IN_FLIGHT);
    if (!this.declared.settings.cancelsAll) return this.released('KEPT');
    const failed = await this.cancelAll(swapped.head);
    return failed ? this.refused(failed) : this.released('DELETED');
  }

  /** Takes back what this campaign has sent, and nothing else. */
  private async cancelAll(head: Head): Promise<Failure | undefined> {
    const { session, ledger, surroundings } = this;
    const entries = await ledger.readEntries(session, head);
    if (entries.kind === 'REFUSED') return entries;
    const listed = await lookAtInvitations(surroundings.organizations, session, new RowKeys(head.secret), accountOf(askerOf(this.event)));
    if (listed.kind !== 'DONE') return callFailure(listed, 'listing the invitations of the organization');
    const present = takeInGone([], entries.output?.byKey ?? new Map(), { invitations: listed.output.byKey, members: undefined }, session.now());
    const { failed } = await cancelInvitations(session, surroundings, present, async () => true);
    return failed && callFailure(failed, 'canceling the invitations that the campaign has sent');
  }

  private get ledger(): CampaignLedger {
    const { stackId, logicalResourceId } = askerOf(this.event);
    const place = { bucket: this.declared.ledgerBucket, stackUuid: stackId.split('/').at(-1) ?? '', logicalResourceId };
    return new CampaignLedger(new LedgerObjects(this.surroundings.objects, place));
  }

  private async attributesOf(rows: readonly Row[], head: Head): Promise<CampaignAttributes> {
    const read = await this.ledger.readEntries(this.session, head);
    const entries = (read.kind === 'DONE' ? read.output?.byKey : undefined) ?? new Map();
    const counts = countsOf(rows.map((row) => ({ row, entry: entries.get(row.key) ?? { state: 'QUEUED' } })));
    const attributes = Object.fromEntries(ROW_STATES.map((state) => [countAttribute(state), String(counts[state])]));
    return { Rows: String(rows.length), ...attributes } as unknown as CampaignAttributes;
  }

  private answered(attributes: CampaignAttributes): Handled {
    const taken: Answer = {
      status: 'SUCCESS', physicalResourceId: this.physicalResourceId ?? `campaign:${this.event.RequestId}`, attributes: { ...attributes },
    };
    return { kind: 'ANSWERED', answer: taken, result: 'TAKEN' };
  }

  private released(result: 'KEPT' | 'DELETED'): Handled {
    return this.handled({ status: 'SUCCESS', physicalResourceId: this.physicalResourceId ?? nothingMade(this.event.RequestId), attributes: {} }, result);
  }

  private refused(failed: Failure): Handled {
    const reason = messageOf(failed, this.surroundings.homepage, this.event.LogicalResourceId);
    return this.handled({ status: 'FAILED', physicalResourceId: this.physicalResourceId ?? nothingMade(this.event.RequestId), reason }, failed.code);
  }

  private handled(answer: Answer, result: string): Handled {
    return { kind: 'ANSWERED', answer, result };
  }

  /** The id that CloudFormation has by now. It never changes. */
  private get physicalResourceId(): string | undefined {
    return this.event.RequestType === 'Create' ? undefined : this.event.PhysicalResourceId || undefined;
  }
}

/** What outlasts an event. */
function newHead(): Pick<Head, 'kind' | 'format' | 'secret' | 'lastPlace' | 'pause' | 'entries' | 'condition'> {
  return { kind: 'campaign', format: CAMPAIGN_FORMAT, secret: newSecret(), lastPlace: 0 };
}
