import type { Delivery } from '../deliveries';
import type { Claim } from '../domain';
import { isManagedExternally } from '../identity-store/store';
import { Guarded, heldBy } from '../invariants/holdings';
import type { Run } from '../run';
import type { Excuse } from './excuse';
import type { Creation, Owners } from './facts';

export const EXCUSES_OF_IDENTITY_STORE = [
  {
    name: 'memberships of what was handed over',
    why: 'Two memberships own the same member, if the stack declares it for both: its group or user was handed over itself.',
    applies: ({ owners, all }: Owners) => owners.every(({ stack, resource: { properties: { GroupId, UserId } } }) => [GroupId, UserId].some((party) =>
      all.filter(({ stack: other, holding }) => other === stack && holding && holding.id === party).length > 1)),
  },
  {
    name: 'overwritten membership',
    why: 'A membership that a stack overwrote may be owned by two, also once its policy is another one.',
    applies: ({ run, owners }: Owners) => owners.some((owner) => owner.resource.type.endsWith('GroupMembership')
      && gotItBy(run, owner, ({ event }) => event.ResourceProperties.ConflictPolicy === 'OVERWRITE')),
  },
  {
    name: 'taken at the same time',
    why: `Two constructs of one name, of which one is known only at deployment, take at the same time what a third leaves
([0029](0029-names-known-at-deployment.md)), or what one of them makes while the other's create goes unanswered. The next update of either is
refused.`,
    applies: ({ run, owners }: Owners) => {
      if (!owners.some(isNamedAtDeployment)) return false;
      const taking = owners.map((owner) => lastTaking(run, owner));
      const lastStart = Math.max(...taking.map((delivery) => delivery?.started ?? Infinity));
      const firstEnd = Math.min(...taking.map((delivery) => delivery?.ended ?? Infinity));
      return lastStart <= firstEnd;
    },
  },
  {
    name: 'taken in an unfinished update',
    why: `A construct whose name is known only at deployment takes over what another one leaves, in an update that fails and isn't rolled back, and the next
template has both again. Neither has changed, so that no function hears of it; the next update of either is refused.`,
    applies: ({ run, owners }: Owners) => owners.some((owner) => isNamedAtDeployment(owner) && gotItBy(run, owner, ({ event, started }) => {
      const operation = run.operations.findLast((each) => each.stack.id === owner.stack.id && each.started <= started);
      return event.RequestType === 'Create' && operation?.status === 'UPDATE_FAILED';
    })),
  },
  {
    name: 'name not known any more',
    why: `A name that was a text becomes one known at deployment, and another construct declares the text: where only the template from before can be read,
the first counts as going. Its next update is refused.`,
    applies: ({ run: { plan, deliveries }, owners }: Owners) => plan.switches.templateDuringUpdate === 'OLD'
      && owners.some((owner) => deliveries.some(({ event }) => event.RequestType === 'Update' && isEventOf(owner, event)
        && event.ResourceProperties.NamedAtDeployment === 'true' && event.OldResourceProperties.NamedAtDeployment !== 'true')),
  },
  {
    name: 'rolled back too far',
    why: `A rollback asks for a membership whose group or user is gone, and CloudFormation sends the id from before the update (which isn't documented): the
resource gets the membership from before that, which another resource may have taken over. The first of the two that is removed is kept for the
other.`,
    applies: ({ run, owners }: Owners) => run.plan.switches.rollbackPhysicalId === 'OLD' && owners.some((owner) => owner.resource.type.endsWith('GroupMembership')
      && gotItBy(run, owner, ({ event, stackStatus }) => event.RequestType === 'Update' && stackStatus.startsWith('UPDATE_ROLLBACK_')
        && event.PhysicalResourceId.includes(`;replaces=created:${owner.holding?.id}`))),
  },
  {
    name: 'adopted by the next delivery',
    why: `What a killed delivery created is only adopted by the next delivery of the same event, and so is left behind when it is replaced, or when a rollback
goes back from it.`,
    applies: ({ run: { deliveries }, creation: { author, id } }: Creation) => author !== 'OTHERS' && author.end === 'KILLED'
      && deliveries.some(({ event, bodies }) => event.RequestId === author.event.RequestId
        && bodies.some((body) => heldBy(body)?.ownership === 'adopted' && heldBy(body)?.id === id)),
  },
  {
    name: 'deleted in another operation',
    why: `A nested stack whose creation failed waits for its parent to delete it (which isn't documented). What is deleted in another operation of its stack than
it was made in isn't told from what the stack had kept, and stays.`,
    applies: ({ run: { plan } }: Creation) => plan.isNested && plan.switches.failedNestedStack === 'WAITS',
  },
  {
    name: 'made after it was given up',
    why: `A create takes effect once its function has given it up, and the time that the service tells is later than that: it counts as adopted. To take more
than that for one's own would be to take what others make meanwhile.`,
    applies: ({ creation }: Creation) => creation.isBelated,
  },
  {
    name: 'kept in other letters',
    why: `The service keeps a value in other letters than it was declared in. Then what a lost create has made isn't exactly what is declared, and counts as
adopted.`,
    applies: ({ run: { plan }, delivery: { event } }: Creation) => plan.identityStore.normalizesValues === true && !event.ResourceType.endsWith('GroupMembership'),
  },
  {
    name: 'changed before the look',
    why: 'What a lost create has made is changed, by others or for another event, before the function looks at it. It isn\'t what the function made any more.',
    applies: ({ run, delivery, creation }: Creation) => run.ledger.of(creation.id).some(({ before, author }) => before && author !== delivery),
  },
  {
    name: 'taken over before a rollback',
    why: `An identity provider takes an entity over between the function's look and its update. The update is carried out, and its rollback, which sees the
provider's mark, leaves the entity as it is ([0017](0017-rollbacks-of-invitations.md)).`,
    applies: (claim: Claim) => claim.isRollback && isOfProvider(claim),
  },
  {
    name: 'left to the identity provider',
    why: 'What a template doesn\'t declare any more stays if an identity provider owns the entity by then: nobody else is to write to it.',
    applies: (claim: Claim) => isOfProvider(claim),
  },
] as const satisfies readonly Excuse<never>[];

function isNamedAtDeployment({ resource: { properties } }: Guarded): boolean {
  return String(properties.NamedAtDeployment) === 'true';
}

function isOfProvider({ holding, live }: Claim): boolean {
  const entity = live(holding.id);
  return entity !== undefined && isManagedExternally(entity);
}

function isEventOf({ stack, resource }: Guarded, event: Delivery['event']): boolean {
  return event.StackId === stack.id && event.LogicalResourceId === resource.logicalId;
}

/** Whether it is an event of the resource which was answered with what the resource has. */
function isAnsweredWith(owner: Guarded, { event, bodies }: Delivery): boolean {
  return isEventOf(owner, event) && bodies.some((body) => heldBy(body)?.id === owner.holding?.id);
}

/** The Create by which the resource has what it has. One of the same logical id may have taken that before, in an operation that was rolled back. */
function lastTaking({ deliveries }: Run, owner: Guarded): Delivery | undefined {
  const creates = deliveries.filter((delivery) => delivery.event.RequestType === 'Create' && isAnsweredWith(owner, delivery));
  return creates.find(({ event }) => event.RequestId === creates.at(-1)?.event.RequestId);
}

/** Whether the resource got what it has by such an event. */
function gotItBy({ deliveries }: Run, owner: Guarded, isSuch: (delivery: Delivery) => boolean): boolean {
  return deliveries.some((delivery) => isAnsweredWith(owner, delivery) && isSuch(delivery));
}
