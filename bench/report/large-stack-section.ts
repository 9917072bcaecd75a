import { besideConcurrencies, gottenBeside, stackCallsEach, timeAtLimit, worst } from '../figures';
import type { LargeStackResult, LargeStackRuns, LargeStackStep } from '../measures/large-stack';
import { summaryOf } from '../statistics';
import { number, spread, table } from './format';

const STEPS: Readonly<Record<LargeStackStep, string>> = { adopt: 'adopt', rename: 'rename the constructs', remove: 'remove' };

export function largeStackSection(result: LargeStackResult): string {
  const { memberships, requestsPerSecond, beside } = result;
  return `${memberships} memberships in one stack, whose list has five pages: those that were there are adopted by a first deployment; those that the stack has
created get other constructs, for which the new resource takes the membership over and the old one is deleted; and all are removed in one
update. CloudFormation takes ${requestsPerSecond} requests a second of each of the three operations with which a function asks about its own stack. A Delete that isn't
answered in the clean-up of an update is passed over, and the access stays.

${table(
  [
    '', 'functions at a time', 'runs', 'time of the calls to the Identity Store ÷ its limit', 'calls to CloudFormation for each event, refused ones too', 'those carried out',
    'readings of the list by one instance', 'longest answer, seconds', 'in the group afterwards', 'note: seconds',
  ],
  result.runs.map((runs) => [
    STEPS[runs.step], number(runs.concurrency), number(runs.samples.length), spread(timeAtLimit(runs)), spread(stackCallsEach(runs, 'sent')),
    spread(stackCallsEach(runs, 'carriedOut')), most(runs, 'mostReadings'), most(runs, 'longestAnswerSeconds'), most(runs, 'members'),
    spread(summaryOf(runs.samples.map(({ seconds }) => seconds))),
  ]),
)}

The Identity Store's limit is what its most called operation takes for those calls at 20 a second. The seconds also have what comes after the last of them:
renamed constructs are only then deleted, which calls no more of the Identity Store. An event is answered within 900 seconds, or CloudFormation
gives it up. An instance of the function reads the list from its beginning once for the events of a phase that it gets. While constructs are renamed,
though, the list gets shorter as it is read: what has moved to a page that was read already is looked for in another reading.

Time is virtual, and a call takes as long as in the part before this one. What isn't modelled is how fast CloudFormation starts resources: here it starts all at once,
which is the worst for its limit.

### What somebody else gets meanwhile

${beside.memberships} memberships are created while somebody else creates some in the same Identity Store, who needs ${number(beside.neededPerSecond)} a second. The AWS SDK sends
what is refused again, three times in all, unless it is told otherwise.

${table(
  ['functions at a time', 'runs', 'a second, with the SDK\'s retries', 'a second, at the first attempt'],
  besideConcurrencies(result).map((concurrency) => [
    number(concurrency), number(beside.samples.filter((sample) => sample.concurrency === concurrency).length),
    spread(gottenBeside(result, concurrency, 'withRetries')), spread(gottenBeside(result, concurrency, 'atOnce')),
  ]),
)}`;
}

function most(runs: LargeStackRuns, figure: 'mostReadings' | 'longestAnswerSeconds' | 'members'): string {
  return number(worst([runs], (sample) => sample[figure]));
}
