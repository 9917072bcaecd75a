import type { AwsError } from '../../errors/aws-error';
import { callFailure } from '../../guard/call-failure';
import { Look, lookAt } from '../../guard/decide/decision';
import { Failure, failure } from '../../guard/failure';
import { masked, maskedName } from '../../guard/masking';
import { conflict } from '../../guard/result';
import { isSameAddress } from '../../guard/same-text';
import { StackView, titleOfHolder } from '../../guard/stack-view';
import { quoted } from '../../guard/wording';
import type { FailureWords } from '../../reasons/catalogue';
import type { DeclaredEntity, LiveEntity } from '../declared-entity';
import { attributesOfUser } from '../user-attributes';
import { emailOf } from '../user-email';

/** An update that was refused because another entity has one of its values. */
export interface Refused {
  readonly declared: DeclaredEntity;
  readonly live: LiveEntity;
  /** What was to be written, by paths. */
  readonly paths: readonly string[];
  readonly error: AwsError;
}

/** Who has the values, as far as it was looked up. */
export interface Owners {
  /** The id of the entity with the declared name; empty if there is none. */
  readonly ofName?: string;
  /** The user with the declared e-mail address. */
  readonly ofEmail?: LiveEntity | 'NOBODY';
}

/** What to say of a group whose update was refused. */
export function decideGroupRefusal({ declared, live, paths, error }: Refused, { ofName }: Owners): Failure | Look<'NAME'> {
  if (!paths.includes(declared.namePath)) return callFailure(conflict(error), `updating group ${quoted(declared.name)}`);
  if (ofName === undefined) return lookAt('NAME');
  return failure('DISPLAY_NAME_TAKEN', {
    entity: `group ${quoted(live.name)}`, id: live.id, name: quoted(declared.name), other: ofName || 'not found by its name',
  }, error);
}

/** What to say of a user whose update was refused. */
export function decideUserRefusal({ declared, live, paths, error }: Refused, { ofName, ofEmail }: Owners): Failure | Look<'NAME' | 'EMAIL'> {
  const entity = `user ${quoted(live.name)}`;
  if (paths.includes(declared.namePath)) {
    if (ofName === undefined) return lookAt('NAME');
    if (ofName !== '' && ofName !== live.id) return failure('USER_NAME_TAKEN', { entity, id: live.id, name: quoted(declared.name), other: ofName }, error);
  }
  const email = emailOf(declared.attributes);
  if (paths.includes('emails') && email !== undefined) {
    if (ofEmail === undefined) return lookAt('EMAIL');
    if (ofEmail !== 'NOBODY' && ofEmail.id !== live.id) return emailTaken(declared, 'changed', email, ofEmail, error);
  }
  if (error.reason !== 'UNIQUENESS_CONSTRAINT_VIOLATION') return callFailure(conflict(error), `updating ${entity}`);
  return failure('UPDATE_CONFLICT_UNRESOLVED', { entity, id: live.id, attributes: paths.join(', ') }, error);
}

/** The user who has the address has another name, so it isn't taken for the declared one. */
export function emailTaken({ name }: DeclaredEntity, done: 'created' | 'changed', email: string, owner: LiveEntity, error?: AwsError): Failure {
  return failure('EMAIL_TAKEN', {
    entity: `user ${quoted(name)}`, done, email: masked(email), owner: maskedName(owner.name), id: owner.id, held: '',
  }, error);
}

/**
 * The failure of a user whose e-mail address another user has. It depends on whether a resource of the own stack manages the other user. A renamed person and a
 * person who is declared twice need different remedies.
 */
export function explainTakenEmail(taken: Failure, declared: DeclaredEntity, { holder, staying }: StackView): Failure {
  if (!holder) return taken;
  const { entity, email, owner, id, done } = taken.words as FailureWords<'EMAIL_TAKEN'>;
  const words = { entity, email, owner, id, holder: titleOfHolder(holder) };
  if (done === 'created' && staying?.stays && declaresEmailOf(declared, staying.declared)) return failure('PERSON_DECLARED_TWICE', words, taken.evidence);
  if (done === 'created' && staying?.stays === false && staying.template === 'NEW') return failure('USER_RENAMED_WITH_CONSTRUCT', words, taken.evidence);
  return { ...taken, words: { ...taken.words, held: `, managed by another resource of this stack (${words.holder})` } };
}

function declaresEmailOf({ attributes }: DeclaredEntity, properties: Readonly<Record<string, unknown>>): boolean {
  return isSameAddress(emailOf(attributes), emailOf(attributesOfUser(properties)));
}
