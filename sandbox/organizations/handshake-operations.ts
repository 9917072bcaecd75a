import type {
  AcceptHandshakeRequest, ActionType, CancelHandshakeRequest, DeclineHandshakeRequest, DescribeHandshakeRequest, HandshakeFilter,
  InviteAccountToOrganizationRequest, ListHandshakesForAccountRequest, ListHandshakesForOrganizationRequest,
} from '@aws-sdk/client-organizations';
import { FIRST_PAGE, PAGE_MEMBERS } from '../page';
import type { Operation } from '../protocol/operations';
import type { Authorizer } from '../security/authorizer';
import type { Caller } from '../security/callers';
import type { HandshakeAnswers } from './handshake-answers';
import { checkEnum, checkHandshakeId, checkMembers, checkTags, checkTarget, checkText, pageOf } from './constraints';
import { describeHandshake } from './describe';
import type { Handshake } from './handshakes';
import { checkInvitation } from './invitation-rules';
import type { Organizations } from './organizations';
import { invalidInput, refusal } from './refusals';
import { managedBy, readBy } from './standing';

const ACTIONS: readonly ActionType[] = [
  'INVITE', 'ENABLE_ALL_FEATURES', 'APPROVE_ALL_FEATURES', 'ADD_ORGANIZATIONS_SERVICE_LINKED_ROLE', 'TRANSFER_RESPONSIBILITY',
];
const LONGEST_NOTES = 1024;

/** The operations on handshakes. */
export function handshakeOperations(world: Organizations, answers: HandshakeAnswers, authorizer: Authorizer): Record<string, Operation> {
  const described = (handshake: Handshake): object => ({ Handshake: describeHandshake(world, handshake) });
  const isVisible = ({ requestedAt }: Handshake): boolean => world.isVisible(requestedAt);

  return {
    InviteAccountToOrganization(input: InviteAccountToOrganizationRequest, caller: Caller) {
      checkMembers('InviteAccountToOrganization', input, ['Target', 'Notes', 'Tags']);
      const organization = managedBy(world, caller);
      const recipient = checkTarget(input.Target);
      const tags = checkTags(input.Tags);
      const notes = input.Notes === undefined ? undefined : checkText(input.Notes, 0, LONGEST_NOTES);
      const accountArn = world.arn(organization, 'account', recipient.type === 'ACCOUNT' ? recipient.id : '*');
      const tagging = {
        action: 'organizations:TagResource', resources: [world.switches.taggedInvitation === 'ANY' ? '*' : accountArn],
        context: { 'aws:TagKeys': tags.map(({ Key = '' }) => Key) },
      };
      if (tags.length > 0 && authorizer.refusalOf(tagging, caller) !== undefined) throw refusal('AccessDeniedException');
      checkInvitation(world, organization, recipient);
      return described(world.handshakes.add({ action: 'INVITE', organizationId: organization.id, recipient, tags, ...(notes !== undefined && { notes }) }));
    },

    DescribeHandshake(input: DescribeHandshakeRequest, caller: Caller) {
      checkMembers('DescribeHandshake', input, ['HandshakeId']);
      return described(answers.handshake(checkHandshakeId(input.HandshakeId), caller));
    },

    AcceptHandshake(input: AcceptHandshakeRequest, caller: Caller) {
      checkMembers('AcceptHandshake', input, ['HandshakeId']);
      const handshake = answers.handshake(checkHandshakeId(input.HandshakeId), caller);
      answers.accept(handshake, caller);
      return described(handshake);
    },

    DeclineHandshake(input: DeclineHandshakeRequest, caller: Caller) {
      checkMembers('DeclineHandshake', input, ['HandshakeId']);
      const handshake = answers.handshake(checkHandshakeId(input.HandshakeId), caller);
      answers.decline(handshake, caller);
      return described(handshake);
    },

    CancelHandshake(input: CancelHandshakeRequest, caller: Caller) {
      checkMembers('CancelHandshake', input, ['HandshakeId']);
      const handshake = answers.handshake(checkHandshakeId(input.HandshakeId), caller);
      answers.cancel(handshake, caller);
      return described(handshake);
    },

    ListHandshakesForAccount(input: ListHandshakesForAccountRequest, caller: Caller) {
      checkMembers('ListHandshakesForAccount', input, ['Filter', ...PAGE_MEMBERS]);
      const fits = filterOf(input.Filter);
      const handshakes = world.handshakes.all.filter((handshake) => handshake.recipient && answers.isRecipient(handshake, caller));
      return pageOfHandshakes(world, handshakes.filter(isVisible).filter(fits), input);
    },

    ListHandshakesForOrganization(input: ListHandshakesForOrganizationRequest, caller: Caller) {
      checkMembers('ListHandshakesForOrganization', input, ['Filter', ...PAGE_MEMBERS]);
      const { id } = readBy(world, caller);
      const fits = filterOf(input.Filter);
      const handshakes = world.handshakes.all.filter(({ organizationId }) => organizationId === id);
      return pageOfHandshakes(world, handshakes.filter(isVisible).filter(fits), input);
    },
  };
}

function filterOf({ ActionType: action, ParentHandshakeId: parentId }: HandshakeFilter = {}): (handshake: Handshake) => boolean {
  if (action !== undefined && parentId !== undefined) throw invalidInput('MAX_LIMIT_EXCEEDED_FILTER', 'You can filter by only one criterion.');
  if (action !== undefined) checkEnum(action, ACTIONS);
  if (parentId !== undefined) checkHandshakeId(parentId);
  return (handshake) => (action === undefined || handshake.action === action) && (parentId === undefined || handshake.parentId === parentId);
}

function pageOfHandshakes(world: Organizations, handshakes: readonly Handshake[], input: ListHandshakesForOrganizationRequest): object {
  const page = pageOf('Handshakes', handshakes, input, (handshake) => describeHandshake(world, handshake));
  return world.switches.emptyPages && input.NextToken === undefined ? { Handshakes: [], NextToken: FIRST_PAGE } : page;
}
