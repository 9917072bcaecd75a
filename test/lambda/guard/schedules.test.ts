import * as schedules from '../../../lambda/guard/schedules';

/** Longer than any function call. */
const ENDLESS = 780_000;

// `ONCE` has no pause.
const { POLICY_SPREADING, SETTLING, REFUSED_ANSWER, UNKNOWN_MAKER, CLOCK_CORRECTION, ONCE: _once, ...others } = schedules;

test.each(Object.entries(others))('%s has pauses that begin short and don\'t outlast a function call', (_name, { firstPause, longestPause }) => {
  expect(firstPause).toBeGreaterThan(0);
  expect(longestPause).toBeGreaterThanOrEqual(firstPause);
  expect(longestPause).toBeLessThan(ENDLESS);
});

test.each(['ANSWER', 'CALL', 'STACK_QUESTION', 'FURTHER_PAGE', 'POSSIBLE_ORPHAN'])('%s goes on as long as there is time', (name) => {
  expect(others[name as keyof typeof others]).not.toHaveProperty('attempts');
  expect(others[name as keyof typeof others]).not.toHaveProperty('within');
});

test.each(Object.entries(others).filter(([name]) => !['ANSWER', 'CALL', 'STACK_QUESTION', 'FURTHER_PAGE', 'POSSIBLE_ORPHAN'].includes(name)))(
  '%s ends: what it waits for may never come', (_name, schedule) => {
    expect('attempts' in schedule ? schedule.attempts : schedule.within).toBeGreaterThan(1);
  },
);

test.each(Object.entries({ REFUSED_ANSWER, UNKNOWN_MAKER, CLOCK_CORRECTION }))('%s ends after a few attempts', (_name, obstacle) => {
  expect(obstacle.attempts).toBeGreaterThan(1);
  expect(obstacle.attempts).toBeLessThan(10);
});

test('resources of the stack that are being created are asked for steadily', () => {
  expect(schedules.CREATION_IN_STACK.isSteady).toBe(true);
});

test('what settles does so before a policy has spread', () => {
  expect(SETTLING).toBeLessThan(POLICY_SPREADING);
});
