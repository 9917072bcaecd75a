import { Failure, failure } from '../../guard/failure';
import { masked } from '../../guard/masking';
import { isSameAddress } from '../../guard/same-text';
import { Asker, Holder, StackView, Staying, titleOfHolder } from '../../guard/stack-view';
import { quoted } from '../../guard/wording';
import { areExactly, Attributes, notHeld } from '../attributes';
import { comparisonOf, DeclaredEntity, LiveEntity, titleOf } from '../declared-entity';
import { originOf } from './origin';
import { attributesOfUser } from '../user-attributes';
import { emailOf } from '../user-email';

/**
 * Why the existing entity may not be the declared one; nothing if it certainly is. Two groups are the same if their names are. Two users are the same if both
 * have an e-mail address and it is equal. An entity that another resource of this stack hands over is also the same if nothing of it changes.
 *
 * @param stack which resource of this stack has it
 */
export function doubtOf(declared: DeclaredEntity, live: LiveEntity, { holder, staying }: StackView, asker: Asker): Failure | undefined {
  const { provenBy, conflictPolicy } = declared;
  if (provenBy === 'NAME' || conflictPolicy === 'OVERWRITE' || holder?.logicalResourceId === asker.logicalResourceId) return undefined;
  const words = { entity: titleOf(declared), id: live.id };
  const [ours, theirs] = [emailOf(declared.attributes), emailOf(live.attributes)];
  if (ours !== undefined && theirs !== undefined) {
    return isSameAddress(theirs, ours) ? undefined : failure('IDENTITY_MISMATCH', { ...words, declared: quoted(ours), theirs: masked(theirs) });
  }
  const missing = whoHasNoEmail(ours, theirs);
  return holder ? doubtOfLeaver(declared, live, holder, staying, missing) : failure('IDENTITY_UNPROVEN', { ...words, missing, made: originOf(declared, live, asker) });
}

/** A joiner may have got the user name of a leaver. */
function doubtOfLeaver(
  declared: DeclaredEntity, live: LiveEntity, holder: Holder, staying: Staying | undefined, missing: string,
): Failure | undefined {
  const words = { entity: titleOf(declared), id: holder.id, holder: titleOfHolder(holder) };
  const isAsDeclared = declared.attributes.size === live.attributes.size && notHeld(comparisonOf(declared, live)).length === 0;
  if (!isAsDeclared) return failure('HAND_OVER_UNPROVEN', { ...words, missing: `${missing}, and what is declared isn't exactly what the user has` });
  // A template of before also tells what the leaver was declared with.
  const wasDeclared: Attributes | undefined = staying?.template === 'OLD' ? attributesOfUser(staying.declared) : undefined;
  if (!wasDeclared || areExactly(declared.attributes, wasDeclared)) return undefined;
  return failure('HAND_OVER_UNPROVEN', { ...words, missing: `${missing}, and the other resource was declared otherwise` });
}

function whoHasNoEmail(declared: string | undefined, theirs: string | undefined): string {
  if (declared === undefined && theirs === undefined) return 'neither of the two has an e-mail address';
  return declared === undefined ? 'the declaration has no e-mail address' : 'the existing user has no e-mail address';
}
