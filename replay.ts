import { History } from './test/simulation/history';
import { simulateContents, simplestContents } from './test/simulation/contents/simulate-contents';
void (async () => {
  Error.stackTraceLimit = 8;
  const seed = Number(process.argv[2]);
  let f = await simulateContents({ seed });
  if (!f) { console.log('not broken'); if (process.env.ALL) { const history = new History(); await simulateContents({ seed }, { history }); console.log(history.lines.join('\n')); } return; }
  if (!process.env.ASIS) f = await simplestContents(f, {}, Number(process.env.MS ?? 30000));
  const history = new History();
  await simulateContents(f, { history });
  console.log(JSON.stringify({ ...f.plan, switches: undefined, identityStore: undefined }, null, 0));
  require('node:fs').writeFileSync('/tmp/found/' + seed + '.json', JSON.stringify(f.plan));
  console.log(JSON.stringify(f.plan.switches), JSON.stringify(f.plan.identityStore));
  console.log(history.lines.map((l) => l.replace(/"Source":\{[^}]*"Hash":"(\w{6})\w*"\}/g, '"Hash":"$1"').replace(/"(GroupArn|UserArn)":"[^"]*",?/g, '').replace(/1234567890-(\w{6})[-\w]*/g, '$1').replace(/"ConflictPolicy".*?"Ledger":\{[^}]*\}/g, '…')).join('\n'));
  console.log(f.violations.map((v) => `${v.invariant}: ${v.what}`).join('\n'));
})();
