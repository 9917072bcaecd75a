import { Failure, failure } from '../../guard/failure';
import { masked } from '../../guard/masking';
import { isSameAddress } from '../../guard/same-text';
import type { Asker, Holder } from '../../guard/stack-view';
import { quoted } from '../../guard/wording';
import { DeclaredEntity, LiveEntity, titleOf } from '../declared-entity';
import { emailOf } from '../user-email';

/**
 * Why the existing entity may be another one than the declared, if it may. Groups are the same one when their names are; users when both have
 * an e-mail address and it is the same one.
 *
 * @param holder the resource of this stack that has it
 */
export function doubtOf(declared: DeclaredEntity, live: LiveEntity, holder: Holder | undefined, asker: Asker): Failure | undefined {
  const { provenBy, conflictPolicy } = declared;
  if (provenBy === 'NAME' || conflictPolicy === 'OVERWRITE' || holder?.logicalResourceId === asker.logicalResourceId) return undefined;
  const words = { entity: titleOf(declared), id: live.id };
  const [ours, theirs] = [emailOf(declared.attributes), emailOf(live.attributes)];
  if (ours !== undefined && theirs !== undefined) {
    return isSameAddress(theirs, ours) ? undefined : failure('IDENTITY_MISMATCH', { ...words, declared: quoted(ours), theirs: masked(theirs) });
  }
  // The resource that has it in this stack is proof enough, as long as nothing speaks against it.
  return holder ? undefined : failure('IDENTITY_UNPROVEN', { ...words, missing: whoHasNoEmail(ours, theirs) });
}

function whoHasNoEmail(declared: string | undefined, theirs: string | undefined): string {
  if (declared === undefined && theirs === undefined) return 'neither of the two has an e-mail address';
  return declared === undefined ? 'the declaration has no e-mail address' : 'the existing user has no e-mail address';
}
