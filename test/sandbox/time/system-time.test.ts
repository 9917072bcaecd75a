import { SystemTime } from '../../../sandbox/time/system-time';

function timersThatKeepTheProcessRunning(): number {
  return process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
}

// A command that reads ended in silence, with exit code 0, in its first pause between two calls.
test.each<[keeps: boolean, timers: number]>([[true, 1], [false, 0]])('a sleep keeps the process running: %s', async (keeps, timers) => {
  const before = timersThatKeepTheProcessRunning();
  const asleep = new SystemTime(keeps).sleep(20);
  expect(timersThatKeepTheProcessRunning() - before).toBe(timers);
  if (keeps) await asleep;
});
