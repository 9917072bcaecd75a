import type { Claim } from '../domain';
import { holdingIn, kindOf } from '../invariants/holdings';
import type { Membership } from '../organizations/entities';
import { mayBePending } from '../organizations/memberships';
import { accountOf, targetOf } from '../organizations/world';
import type { Excuse } from './excuse';
import type { Kept, KeptByStack } from './facts';

/** How the stack at the top ends when what it doesn't declare goes for good. */
const GOING_FOR_GOOD = ['UPDATE_COMPLETE', 'DELETE_COMPLETE'];

export const EXCUSES_OF_ORGANIZATIONS = [
  {
    name: 'not sent by a rollback',
    why: `A rollback of invitations sends and accepts nothing ([0017](0017-rollbacks-of-invitations.md)): what was declared before may be missing then, unless
an invitation of the account was pending.`,
    applies: ({ isRollback }: Claim) => isRollback,
  },
  {
    name: 'kept by a rollback',
    why: 'A rollback cancels nothing either, so that what was created stays.',
    applies: ({ run, id }: Kept) => run.deliveries.some(({ event, stackStatus }) => event.RequestType === 'Delete' && stackStatus.includes('ROLLBACK')
      && holdingIn(event.PhysicalResourceId)?.id === id && kindOf(run, event.ResourceType)?.isKeptByRollbacks),
  },
  {
    name: 'kept by a nested stack that goes on',
    why: 'A nested stack whose update failed and isn\'t rolled back at the top cancels no invitation: what comes next is not known.',
    applies: ({ stack, rootStatus }: KeptByStack) => stack.parent !== undefined && !GOING_FOR_GOOD.includes(rootStatus),
  },
  {
    name: 'passed on to another nested stack',
    why: 'A nested stack that replaces another one goes on with its invitations, which the other one doesn\'t cancel.',
    applies: ({ run: { sandbox }, stack, id }: KeptByStack) => stack.parent !== undefined && sandbox.cloudFormation.all.some((other) =>
      other !== stack && other.parent === stack.parent && other.events.some(({ physicalId }) => physicalId.includes(`:${id}`))),
  },
  {
    name: 'replaced without a clean-up',
    why: 'An update that failed and is not rolled back has replaced an invitation. The old one stays until CloudFormation asks to delete it.',
    applies: ({ run: { deliveries, sandbox }, id }: Kept) =>
      !deliveries.some(({ event }) => event.RequestType === 'Delete' && holdingIn(event.PhysicalResourceId)?.id === id)
      && sandbox.cloudFormation.all.some(({ events }) => events.some(({ physicalId }) => physicalId.includes(`;replaces=created:${id}`))),
  },
  {
    name: 'joined while its address is invited',
    why: `Whoever joins by another invitation while that by its address is pending isn't looked for until that has ended
([0034](0034-accounts-by-their-address.md)): neither its tags nor its place are brought.`,
    applies: (claim: Claim) => isNotAwaited(claim) && targetOf(claim.properties).includes('@') && claim.live(invitationOf(claim))?.kind === 'Handshake',
  },
  {
    name: 'joined after the look',
    why: `Whoever joins after the function has looked, or within the time that reads lag, has neither its place nor its tags from a resource that waits for
nobody, or goes on when the time is up. The next deployment gives it those. A look that failed is none.`,
    applies: (claim: Claim) => {
      const member = claim.live(accountOf(targetOf(claim.properties)))?.value as Membership | undefined;
      return isNotAwaited(claim) && member !== undefined && member.joinedAt >= claim.looked;
    },
  },
] as const satisfies readonly Excuse<never>[];

/** Whether nobody waits until the account has joined. */
function isNotAwaited({ isRollback, properties }: Claim): boolean {
  return isRollback || mayBePending(properties);
}

/** Of an invitation, itself; of what follows it, that which it follows. */
function invitationOf({ holding, properties }: Claim): string {
  return String(properties.HandshakeId ?? holding.id);
}
