/** A jump of the clock that can't be made, with the reason as its message. */
export class JumpError extends Error {}

/** Far more than anything waits for, and far from where dates end. In milliseconds. */
const LONGEST_JUMP = 10 * 365 * 86_400_000;

/**
 * By how many milliseconds the clock is to be moved. What is wrong has to be found before: nothing moves it back.
 *
 * @throws JumpError
 */
export function jumpOf(milliseconds: unknown): number {
  if (typeof milliseconds !== 'number' || !Number.isFinite(milliseconds) || milliseconds < 0) {
    throw new JumpError(`the clock is moved by a number of milliseconds that is 0 or more, not by ${JSON.stringify(milliseconds)}`);
  }
  if (milliseconds > LONGEST_JUMP) throw new JumpError('the clock is moved by 10 years (3650 days) at most at once');
  return milliseconds;
}
