import * as path from 'node:path';
import { requestsEach, shareOfLimit } from '../figures';
import type { LimitResult, LimitRuns } from '../measures/limit';
import { PAGE, PLOT } from '../paths';
import { summaryOf } from '../statistics';
import { CONCURRENCIES } from '../subjects/concurrency';
import { number, spread, table } from './format';
import { Curve, plot } from './plot';

export function limitSection(result: LimitResult): string {
  const { requestsPerSecond, burst, model } = result;
  return `The Identity Store takes ${requestsPerSecond} requests a second for each operation, and ${burst} at once if none has come for a second. A stack of memberships
needs one request each. The share is the time that they need at ${requestsPerSecond} a second, divided by the time from sending the first request to
the answer to the last one. **1 is the limit**; the ${burst} that pass at once lift it above that where there are few.

![Share of the limit by number of memberships](${path.relative(path.dirname(PAGE), PLOT)})

${table(
  ['memberships', 'functions at a time', 'time', 'runs', 'share of the limit', 'requests for each', 'note: seconds', 'the bucket allows at best, seconds'],
  result.runs.map((runs) => [
    number(runs.memberships), number(runs.concurrency), runs.realTime ? 'real' : 'virtual', number(runs.samples.length),
    spread(shareOfLimit(result, runs)), spread(requestsEach(runs)),
    spread(summaryOf(runs.samples.map(({ seconds }) => seconds))), number(Math.max(0, (runs.memberships - burst) / requestsPerSecond)),
  ]),
)}

**What is modelled.** The engine starts every resource of the stack at once; a new execution environment begins after ${number(model.coldStartMilliseconds)} ms and is
used again; a call takes ${number(model.callMilliseconds)} ms; the limit is a bucket of tokens, and a refused request takes none;
${number(CONCURRENCIES.usual)} functions run at a time (the quota of an account by default), or ${number(CONCURRENCIES.least)} (that of a new account). The handler, its retries, the SDK's client and its protocol are the real ones.
Time is virtual: it jumps to the next moment somebody waits for. The rows in real time are the same without that.
**What is not:** how fast CloudFormation itself starts resources, which isn't published. If it is slower than the limit, the share is its.`;
}

/** As an SVG. */
export function limitPlot(result: LimitResult): string {
  const curves = Object.values(CONCURRENCIES).map((concurrency): Curve => ({
    name: `${number(concurrency)} functions at a time`,
    points: result.runs.filter((runs) => runs.concurrency === concurrency && !runs.realTime && runs.memberships > result.burst)
      .map((runs) => point(result, runs)),
  }));
  const real = result.runs.filter(({ realTime }) => realTime).map((runs) => point(result, runs));
  return plot({
    title: 'Share of the service\'s limit', horizontal: 'memberships in one stack', curves: [...curves, { name: 'in real time', points: real }],
    limit: { at: 1, name: 'the limit' },
  });
}

function point(result: LimitResult, runs: LimitRuns): Curve['points'][number] {
  const { median, lowerQuartile, upperQuartile } = shareOfLimit(result, runs);
  return { x: runs.memberships, y: median, from: lowerQuartile, to: upperQuartile };
}
