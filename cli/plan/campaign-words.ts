import type { CampaignPlan, MissingUnitPlan, RowsPlan } from '../../rehearsal/campaigns/campaign-plan';
import type { ResourcePlan } from '../../rehearsal/plan';
import { namesInWords } from './contents-words';
import { sentence } from './printable';
import { counted, finished, inFigures } from './wording';

/** A word for one thing, and one for several. */
type Words = readonly [one: string, several: string];

/** What is to be known of a campaign as a whole, in sentences. */
export function factsOfCampaign(campaign: CampaignPlan, { verb }: Pick<ResourcePlan, 'verb'>): string[] {
  const { rows, missingUnits = [], unknown } = campaign;
  const told = [...rows.filter(isInvitedAgain), ...rows.filter(({ next }) => next !== 'INVITATION')];
  return [
    ...rosterInWords(campaign),
    ...(campaign.resumes === undefined ? [] : [`The campaign has stopped (${campaign.resumes}), and goes on after the deployment.`]),
    ...(verb === 'keeps' || !campaign.invitations ? [] : ['The deployment itself sends no invitation: the runs of the campaign do, every hour.']),
    ...invitationsInWords(campaign),
    ...told.map(rowsInWords),
    ...missingUnits.map(unitInWords),
    ...goneInWords(campaign),
    ...unknown.map((why) => `Not known: ${finished(why)}`),
  ].map(sentence);
}

function isInvitedAgain({ next, state }: RowsPlan): boolean {
  return next === 'INVITATION' && state !== 'QUEUED';
}

function rosterInWords({ roster }: CampaignPlan): string[] {
  if (!roster) return ['Its schedule ends: nobody is invited or moved into place by it any more.'];
  const { rows, added, removed = 0, changed = 0 } = roster;
  const all = `The roster has ${counted(rows, 'account')}`;
  if (added === undefined || (added === rows && removed === 0)) return [`${all}.`];
  const differences = [[added, 'new'], [removed, 'no longer in it'], [changed, 'declared otherwise']] as const;
  const told = differences.filter(([count]) => count > 0).map(([count, what]) => `${inFigures(count)} ${what}`);
  return [`${all}: ${told.length === 0 ? 'the same ones' : told.join(', ')}.`];
}

function invitationsInWords({ invitations }: CampaignPlan): string[] {
  if (!invitations) return [];
  const { count, first, perDay, days = 0, reinvitations } = invitations;
  const again = reinvitations === 0
    ? []
    : [`An invitation that nobody answers expires, and is sent again: ${reinvitations === 1 ? 'once' : `up to ${inFigures(reinvitations)} times`} for each account.`];
  if (count === 0) return ['No account is left to be invited.', ...again];
  const toFirst = first === count ? '' : ` (${inFigures(first)} of them for the first time)`;
  const pace = perDay === undefined
    ? 'as many a day as AWS takes'
    : `${inFigures(perDay)} a day, ${days === 1 ? 'in one day' : `over ${inFigures(days)} days`}, if AWS refuses none and nobody else invites`;
  return [`${counted(count, 'account')} ${be(count)} invited${toFirst}: ${pace}.`, ...again];
}

/** What comes next of rows that were or needn't be invited. */
function rowsInWords(rows: RowsPlan): string {
  const { count, code, names } = rows;
  const told = [...(code === undefined ? [] : [code]), ...(names.length === 0 ? [] : [namesInWords(rows)])];
  const who = told.length === 0 ? '' : ` (${told.join(': ')})`;
  const say = ([one, several]: Words): string => `${inFigures(count)} ${count === 1 ? one : several}`;
  switch (rows.state) {
    case 'QUEUED': return say(['waits for its invitation.', 'wait for their invitations.']);
    case 'INVITED': return rows.isOfOthers
      ? `${say(['has a pending invitation of somebody else, and isn\'t', 'have pending invitations of somebody else, and aren\'t'])} invited beside that${who}.`
      : `${say(['has a pending invitation of this campaign', 'have pending invitations of this campaign'])}, and ${count === 1 ? 'isn\'t' : 'aren\'t'} invited beside that.`;
    case 'JOINED': return rows.next === 'PLACE'
      ? say(['is a member already, and gets its unit and tags without an invitation.', 'are members already, and get their units and tags without an invitation.'])
      : say(['is a member already, and needs nothing.', 'are members already, and need nothing.']);
    case 'PLACED': return say(['is in its place, and isn\'t moved again.', 'are in their places, and aren\'t moved again.']);
    case 'DECLINED': return `${say(['has declined, and isn\'t invited again without another generation of its row', 'have declined, and aren\'t invited again without another generation of their rows'])}${who}.`;
    case 'EXPIRED': return rows.next === 'INVITATION'
      ? say(['of those has let an invitation expire.', 'of those have let an invitation expire.'])
      : `${say(['has let its invitations expire, and isn\'t', 'have let their invitations expire, and aren\'t'])} invited again${who}.`;
    case 'BLOCKED': return rows.next === 'INVITATION'
      ? `${say(['of those is', 'of those are'])} tried again, and may be refused again${who}.`
      : `${say(['is blocked, and isn\'t', 'are blocked, and aren\'t'])} tried again${who}.`;
    case 'SKIPPED': return `${say(['is', 'are'])} skipped${who}.`;
    case 'LEFT': return `${say(['has left the organization, and isn\'t', 'have left the organization, and aren\'t'])} invited again${who}.`;
  }
}

function unitInWords(missing: MissingUnitPlan): string {
  const { unit, count } = missing;
  return `${counted(count, 'account')} can't be moved to ${unit}, which isn't in the organization: ${count === 1 ? 'it joins, and stays' : 'they join, and stay'} `
    + `where ${count === 1 ? 'it is' : 'they are'} (OU_NOT_FOUND: ${namesInWords(missing)}).`;
}

function goneInWords({ roster, gone: { staying, ofOthers, canceled } }: CampaignPlan): string[] {
  const say = (count: number, [one, several]: Words): string[] => {
    if (count === 0) return [];
    const whose = roster ? 'Of accounts that are no longer in the roster, ' : '';
    return [`${whose}${counted(count, 'pending invitation')} ${count === 1 ? one : several}.`];
  };
  const by = roster ? 'the first run after the deployment' : 'the deletion';
  return [
    ...say(canceled, [`is canceled by ${by}`, `are canceled by ${by}`]),
    ...say(staying, ['stays, and can still be accepted', 'stay, and can still be accepted']),
    ...say(ofOthers, ['was sent by somebody else, and stays', 'were sent by somebody else, and stay']),
  ];
}

function be(count: number): string {
  return count === 1 ? 'is' : 'are';
}
