import { History } from '../test/simulation/history';
import { seedOf, simplest, simulate } from '../test/simulation/simulate';
import { Tally } from '../test/simulation/tally';

async function main() {
  const arg = (n: string, d: number) => { const i = process.argv.indexOf(n); return i < 0 ? d : Number(process.argv[i + 1]); };
  const tally = new Tally();
  const replay = process.argv.indexOf('--replay');
  if (replay >= 0) {
    const seed = Number(process.argv[replay + 1]);
    const f = await simulate({ seed });
    if (!f) return console.log('ok');
    const s = await simplest(f, {}, 30_000);
    const history = new History();
    await simulate(s, { history });
    console.log(JSON.stringify(s.plan), s.path); console.log(history.lines.join('\n')); console.log(s.violations);
    return;
  }
  const runs = arg('--runs', 100); const series = arg('--seed', 1);
  const kinds: Record<string, number[]> = {}; const ex: Record<string, string> = {};
  let t = process.cpuUsage();
  for (let i = 0; i < runs; i++) {
    if (i === 50) t = process.cpuUsage();
    const f = await simulate({ seed: seedOf(series, i) }, { tally });
    if (f) for (const v of f.violations.slice(0, 1)) { (kinds[v.invariant] ??= []).push(f.seed); ex[v.invariant] ??= v.what; }
  }
  const d = process.cpuUsage(t);
  console.log((d.user + d.system) / 1000 / (runs - 50), 'ms CPU per run');
  for (const [k, s] of Object.entries(kinds)) console.log(k, s.length, s.slice(0, 12).join(' '), ex[k]);
  if (process.argv.includes('-v')) console.log(tally);
}
void main();
