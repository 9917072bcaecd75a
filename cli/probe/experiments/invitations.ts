import type { Handshake } from '@aws-sdk/client-organizations';
import type { Seen } from '../../../sandbox/seed/probe-result';
import type { Time } from '../../../sandbox/time/time';
import type { OrganizationCalls } from '../organization-calls';

/** An organization that is looked at. */
export interface ProbedOrganization {
  readonly calls: OrganizationCalls;
  readonly time: Pick<Time, 'now'>;
}

const ALL_FEATURES = ['ENABLE_ALL_FEATURES', 'APPROVE_ALL_FEATURES'];

/** How handshakes are shown that happen to be there. */
export async function invitations({ calls, time }: ProbedOrganization): Promise<Seen> {
  const management = await calls.managementAccount();
  const pages = await calls.handshakePages();
  const handshakes = pages.flatMap(({ items }) => items);
  const invited = handshakes.filter(({ Action }) => Action === 'INVITE');
  const accepted = invited.filter(({ State, Resources = [] }) => State === 'ACCEPTED' && Resources.some(({ Type }) => Type === 'EMAIL'));
  const waiting = invited.filter(({ State = '', ExpirationTimestamp }) => ['OPEN', 'REQUESTED'].includes(State) && Number(ExpirationTimestamp) > time.now());
  const isParty = (handshake: Handshake): boolean => typesOf(handshake, ({ Id }) => Id === management).length > 0;
  const [first] = pages;
  return {
    firstPage: first && first.items.length > 0 ? 'FILLED' : first?.next === undefined ? 'ONLY' : 'EMPTY_WITH_NEXT',
    waiting: only(waiting.map(({ State = '' }) => State)),
    partyOfAcceptedEmail: only(accepted.map((handshake) => typesOf(handshake, ({ Id }) => Id !== management).join(' '))),
    accountInAcceptedResources: only(accepted.map(({ Resources = [] }) => (Resources.some(({ Type }) => Type === 'ACCOUNT') ? 'YES' : 'NO'))),
    inviterIsParty: only(invited.map((handshake) => (isParty(handshake) ? 'YES' : 'NO'))),
    accountsAreAskedBy: only(handshakes
      .filter((handshake) => ALL_FEATURES.includes(handshake.Action ?? '') && typesOf(handshake, ({ Id }) => Id !== management).length > 0)
      .map(({ Action = '' }) => Action)),
  };
}

/** The kinds of the parties that aren't the organization. */
function typesOf({ Parties = [] }: Handshake, isMeant: (party: { readonly Id: string | undefined }) => boolean): string[] {
  return Parties.flatMap(({ Type = '', Id }) => (Type !== 'ORGANIZATION' && isMeant({ Id }) ? [Type] : []));
}

/** The only word there is, if there is only one. */
function only(words: readonly string[]): string {
  const [first, ...others] = new Set(words);
  if (first === undefined) return 'NONE_THERE';
  return others.length === 0 ? first : 'SEVERAL';
}
