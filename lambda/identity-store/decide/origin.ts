import { roleIn } from '../../guard/role';
import type { Asker } from '../../guard/stack-view';
import { CERTAINLY_AFTER } from '../../guard/wave';
import { quoted } from '../../guard/wording';
import { areExactly } from '../attributes';
import type { DeclaredEntity, LiveEntity } from '../declared-entity';

/** The time and the author of an entity, as a message names them. A creation that CloudFormation gave up may have left it behind. */
export function originOf({ attributes }: DeclaredEntity, live: LiveEntity, { signed }: Asker): string {
  const { createdAt, createdBy } = live;
  const role = roleIn(createdBy);
  const by = role ? ` by role ${quoted(role.name)}` : '';
  const made = createdAt === undefined ? `the service doesn't say when it was made${by}` : `it was made at ${timeOf(createdAt)}${by}`;
  const operation = createdAt === undefined || signed === undefined ? '' : `, ${relationTo(signed, createdAt)}`;
  // An ARN says who it was: of a person it can't be left over.
  const isByPerson = createdBy?.startsWith('arn:') === true && !role;
  const isPerhapsOwn = areExactly(attributes, live.attributes) && !live.isManagedExternally && !isByPerson;
  return `${made}${operation}${isPerhapsOwn ? ', exactly as declared, so perhaps by a creation of this stack that CloudFormation gave up' : ''}`;
}

function relationTo(signed: number, createdAt: number): string {
  const isDuring = createdAt >= signed - CERTAINLY_AFTER;
  return `${isDuring ? 'during' : 'before'} the deployment that asked for it at ${timeOf(signed)}`;
}

function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
