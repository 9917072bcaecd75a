import { NotSettled } from './experiment';
import type { EndedCall } from './ended-call';

/**
 * What was answered to an experiment.
 *
 * @throws NotSettled if it was refused
 */
export function answerOf<Answer>({ answer, refusal }: EndedCall<Answer>): Answer {
  if (refusal) throw new NotSettled(`${refusal.exception} for what it needs to see`, `${refusal.exception}: ${refusal.message}`);
  return answer;
}

/**
 * What was answered, where nothing can be done without it.
 *
 * @throws what the SDK threw if it was refused
 */
export function neededAnswerOf<Answer>({ answer, refusal }: EndedCall<Answer>): Answer {
  if (refusal) throw refusal.thrown;
  return answer;
}
