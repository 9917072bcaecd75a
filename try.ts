import { History } from './test/simulation/history';
import { simulateContents } from './test/simulation/contents/simulate-contents';
import { seedOf } from './test/simulation/simulate';
import { Tally } from './test/simulation/tally';
void (async () => {
  Error.stackTraceLimit = Number(process.env.TRACES ?? 10);
  const [from, to] = [Number(process.argv[2]), Number(process.argv[3])];
  const tally = new Tally();
  const started = Date.now();
  for (let i = from; i < to; i++) {
    const history = process.env.SHOW ? new History() : undefined;
    const f = await simulateContents({ seed: seedOf(Number(process.env.SERIES ?? 1), i) }, { tally, ...(history && { history }) });
    if (history) console.log(history.lines.join('\n'));
    if (f) console.log(i, f.seed, f.violations.slice(0,2).map(v => `${v.invariant}: ${v.what}`).join(' | '));
  }
  console.log((to - from) / (Date.now() - started) * 1000, 'a second');
  console.log(Object.values(tally.calls).reduce((a, b) => a + b, 0) / (to - from), 'calls a run');
  if (process.env.TALLY) console.log(tally.operations, tally.results, tally.acts, tally.excuses);
})();
process.on('exit', () => console.log(process.cpuUsage().user / 1e6, 's of CPU', process.resourceUsage().maxRSS / 1024));
