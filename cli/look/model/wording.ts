import { counted } from '../../plan/wording';
import type { InvitationNode } from './organization';

/** When an invitation ends, for example `ends in 9 days, 2026-12-08`. */
export function endOfInvitation({ endsAt, daysLeft }: Pick<InvitationNode, 'endsAt' | 'daysLeft'>): string {
  if (Number.isNaN(daysLeft)) return 'its end is unknown';
  const when = daysLeft < 0 ? 'over' : daysLeft === 0 ? 'ends within a day' : `ends in ${counted(daysLeft, 'day')}`;
  return `${when}, ${endsAt.slice(0, 10)}`;
}

/** A state of AWS in small letters. */
export function wordsOf(state: string): string {
  return state.toLowerCase().replaceAll('_', ' ');
}
