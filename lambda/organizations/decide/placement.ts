import { Failure, failure } from '../../guard/failure';
import type { Unsuccessful } from '../../guard/result';
import { quoted } from '../../guard/wording';

/** Where an account is, and where it is declared to be. */
export interface Place {
  readonly parent: string | undefined;
  readonly unit: string;
}

/** What AWS says when there is no such organizational unit. */
const NO_UNIT = 'DestinationParentNotFoundException';

/** The move that brings an account to its place; none if it is there. */
export function decidePlacement({ parent, unit }: Place): { readonly kind: 'NOTHING' } | { readonly kind: 'UPDATE'; readonly from: string | undefined } {
  return parent === unit ? { kind: 'NOTHING' } : { kind: 'UPDATE', from: parent };
}

/** Whether a refused move may succeed in a moment: the account may have joined, or been moved by somebody else, this moment. */
export function mayPass(refused: Unsuccessful): boolean {
  return refused.kind === 'CONFLICT' || (refused.kind === 'MISSING' && refused.error.exception !== NO_UNIT);
}

/** The failure of a move to a unit that isn't there. */
export function missingUnit(refused: Unsuccessful, accountId: string, unit: string): Failure | undefined {
  if (refused.kind !== 'MISSING' || refused.error.exception !== NO_UNIT) return undefined;
  return failure('OU_NOT_FOUND', { account: accountId, unit: quoted(unit) }, refused.error);
}
