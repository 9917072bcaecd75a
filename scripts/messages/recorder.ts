/** Set up before each test file by `jest.config.js`: writes down every failure that a function reports, and for which test. */
import { appendFileSync } from 'node:fs';

type Failures = typeof import('../../lambda/guard/failure');

/** What a test provoked. */
export interface Recorded {
  readonly test: string;
  readonly message: string;
}

jest.mock('../../lambda/guard/failure', (): Failures => {
  const actual = jest.requireActual<Failures>('../../lambda/guard/failure');
  return {
    ...actual,
    messageOf: (...given) => {
      const message = actual.messageOf(...given);
      const recorded: Recorded = { test: expect.getState().currentTestName ?? '', message };
      appendFileSync(process.env.RECORDED_MESSAGES as string, `${JSON.stringify(recorded)}\n`);
      return message;
    },
  };
});
