import { ACCOUNT_ID } from '../lib/contract/forms';
import { ACCOUNT_INVITATION_RESOURCE_TYPE } from '../lib/contract/organizations';
import type { Entity, Snapshot } from '../sandbox/seed/snapshot';
import { KNOWN_LATER, Reason, ResourcePlan, StackPlan, Verb } from './plan';

/** Verbs of what sends an invitation. */
const SENDING: readonly Verb[] = ['creates', 'replaces'];

/** Verbs of what certainly sends none, and has none that is pending. */
const NOT_INVITING: readonly Verb[] = ['deletes', 'leaves', 'ended', 'not reached'];

/** How an account is invited. */
type InvitedBy = 'ID' | 'ADDRESS';

/**
 * Which account an address belongs to can't be looked up before that is a member. So nobody knows whether an invitation by address is for an account that is
 * invited by its id, or the other way round. AWS knows, and refuses the second one.
 */
export function withUnknownAddresses(stacks: readonly StackPlan[], { organization }: Pick<Snapshot, 'organization'>): StackPlan[] {
  const invited = new Set(organization?.handshakes.filter(isPendingInvitation).map((handshake) => recipientOf(handshake, organization.organization)));
  return stacks.map((stack) => {
    for (const resource of stack.resources.filter(mayInvite)) invited.add(invitedBy(resource.entity.name));
    const told = stack.resources.map((resource) => (mayMeetAnother(resource, invited) ? { ...resource, mayBeRefused: refusalOf(resource) } : resource));
    return { ...stack, resources: told };
  });
}

function mayMeetAnother(resource: ResourcePlan, invited: ReadonlySet<InvitedBy>): boolean {
  return isInvitation(resource) && maySend(resource) && invited.has(invitedBy(resource.entity.name) === 'ID' ? 'ADDRESS' : 'ID');
}

/** What is lost in the end may have been sent before. */
function maySend({ verb, inAnotherOrder = [], entity: { id } }: ResourcePlan): boolean {
  return [verb, ...inAnotherOrder].some((each) => SENDING.includes(each)) || (verb === 'lost' && id === KNOWN_LATER);
}

function refusalOf({ entity: { name } }: ResourcePlan): Reason {
  const message = invitedBy(name) === 'ID'
    ? `${name} may be the account of an address that is invited, which can't be looked up.`
    : `${name} may be the address of an account that is invited by its id, which can't be looked up.`;
  return { code: 'DUPLICATE_HANDSHAKE_UNMATCHED', message, remedy: 'Invite an account either by its id or by its address, and cancel the other invitation if it is pending.' };
}

/** Whether an invitation of it is pending by now, or may be. */
function mayInvite(resource: ResourcePlan): boolean {
  const { verb, entity: { id = '' } } = resource;
  const isMember = ACCOUNT_ID.form.test(id);
  return isInvitation(resource) && !NOT_INVITING.includes(verb) && !isMember;
}

function isInvitation({ type }: ResourcePlan): boolean {
  return type === ACCOUNT_INVITATION_RESOURCE_TYPE;
}

function invitedBy(name: string): InvitedBy {
  return ACCOUNT_ID.form.test(name) ? 'ID' : 'ADDRESS';
}

function isPendingInvitation({ Action: action, State: state }: Entity): boolean {
  return action === 'INVITE' && ['OPEN', 'REQUESTED'].includes(String(state));
}

/** The account that invites may be a party, too. */
function recipientOf({ Parties: parties = [] }: Entity, { MasterAccountId: management }: Entity): InvitedBy {
  const isAccount = (parties as readonly { readonly Type?: string; readonly Id?: string }[]).some(({ Type, Id }) => Type === 'ACCOUNT' && Id !== management);
  return isAccount ? 'ID' : 'ADDRESS';
}
