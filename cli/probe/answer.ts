import { NotSettled } from './experiment';
import type { EndedCall } from './ended-call';

/**
 * What was answered.
 *
 * @throws NotSettled if it was refused
 */
export function answerOf<Answer>({ answer, refusal }: EndedCall<Answer>): Answer {
  if (refusal) throw new NotSettled(`${refusal.exception} for what it needs to see`);
  return answer;
}
