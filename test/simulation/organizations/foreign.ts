import type { Properties } from '../../../sandbox/cloudformation/template';
import type { Delivery } from '../deliveries';
import { isExcused } from '../excuses';
import { lagOf } from '../invariants/holdings';
import { Change, isOf } from '../ledger';
import type { Run } from '../run';
import type { Features, Membership } from './entities';
import { declaredTags } from './tags';

/** The states of an account with which something can be done. */
const USABLE = ['ACTIVE', 'PENDING_ACTIVATION'];

/** What a function may do to invitations, accounts and the organization, and when. */
export function objectionToIntervention(run: Run, change: Change, author: Delivery): string | undefined {
  switch (change.kind) {
    case 'Handshake': return change.before ? objectionToEnding(run, change, author) : objectionToSending(change, author);
    case 'Account': return objectionToChange(run, change, author);
    case 'Features': return objectionToFeatures(change, author);
    default: return undefined;
  }
}

/** The rollback of an update sends nothing: there are only so many invitations a day. A create is never part of a rollback, only late. */
function objectionToSending(change: Change, delivery: Delivery): string | undefined {
  const isRollback = [delivery, change].every(({ stackStatus }) => stackStatus.startsWith('UPDATE_ROLLBACK_'));
  return delivery.event.RequestType === 'Update' && isRollback ? 'a rollback sends nothing' : undefined;
}

/** Only what the stack sent is canceled, and only when its resource is deleted; only what is declared to be accepted is accepted. */
function objectionToEnding(run: Run, change: Change, delivery: Delivery): string | undefined {
  const [{ id, operation, after }, { event }] = [change, delivery];
  if (after) return 'invitations can\'t be changed';
  const properties = event.ResourceProperties as unknown as Properties;
  switch (operation) {
    case 'organizations:CancelHandshake': {
      const creation = run.ledger.creation(id);
      const isOwn = creation !== undefined && isOf(creation.author, event.StackId);
      if (!isOwn && !isExcused(run, 'made by others in the same seconds', { run, id, stackId: event.StackId })) return 'the stack did not send it';
      if (event.RequestType !== 'Delete') return 'its resource isn\'t deleted';
      if (!event.PhysicalResourceId.startsWith(`created:${id}`)) return 'its resource doesn\'t own it';
      return [delivery, change].every(({ stackStatus }) => stackStatus.includes('ROLLBACK')) ? 'a rollback cancels nothing' : undefined;
    }
    case 'organizations:AcceptHandshake':
      if (properties.RoleArn === undefined || properties.HandshakeId !== id) return 'nothing declares that it is accepted';
      return event.RequestType === 'Delete' ? 'its resource is deleted' : undefined;
    case 'organizations:EnableAllFeatures':
      return undefined;
    default:
      return 'nothing else ends an invitation';
  }
}

/** Only what is declared, and never out of the organization. */
function objectionToChange(run: Run, { before, after, operation, id }: Change, { event, started }: Delivery): string | undefined {
  if (!after) return 'leaving is never a side effect';
  if (!before) return operation === 'organizations:AcceptHandshake' ? undefined : 'it joined';
  if (event.RequestType === 'Delete') return 'its resource is deleted';
  const properties = event.ResourceProperties as unknown as Properties;
  const [was, is] = [before.value as Membership, after.value as Membership];
  const seen = run.ledger.of(id).filter(({ at }) => at >= started - lagOf(run)).map((change) => change.before?.value as Membership | undefined);
  if ([was, ...seen].every((membership) => membership && !USABLE.includes(membership.state))) return `the account is ${was.state}`;
  if (is.parentId !== was.parentId && is.parentId !== properties.OrganizationalUnitId) return `nothing declares that it is in ${is.parentId}`;
  const declared = declaredTags(properties);
  const wrong = Object.keys({ ...was.tags, ...is.tags }).filter((key) => was.tags[key] !== is.tags[key] && is.tags[key] !== declared[key]);
  return wrong.length > 0 ? `the tags ${wrong.join()} became something that is not declared` : undefined;
}

function objectionToFeatures({ before, after }: Change, { event }: Delivery): string | undefined {
  const properties = event.ResourceProperties as unknown as Properties;
  if (!event.ResourceType.endsWith('AllFeatures')) return 'nothing declares it';
  const [was, is] = [before?.value as Features, after?.value as Features];
  return is.featureSet !== was.featureSet && properties.Finalize !== 'true' ? 'it was not to be confirmed' : undefined;
}
