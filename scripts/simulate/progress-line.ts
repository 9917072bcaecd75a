import { duration } from '../../test/simulation/report';

/** How far many runs have come. */
export function progressLine(done: number, runs: number, broken: number, seconds: number): string {
  const left = Math.round((runs - done) * seconds / done);
  return `${done} of ${runs} runs, ${broken} broken, ${(done / seconds).toFixed(1)} a second, ${duration(seconds)} so far, about ${duration(left)} left`;
}
