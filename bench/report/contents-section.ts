import { gottenShare, requestsOfContents, shareOfPace } from '../figures';
import type { ContentsResult } from '../measures/contents';
import { number, table } from './format';

export function contentsSection(result: ContentsResult): string {
  const { requestsPerSecond, pace, neededPerSecond, model, imports, changes } = result;
  return `\`IdentityStoreContents\` puts users who are there into new groups of 1,000, in the background. Its function keeps to ${pace} requests a second of each operation; the
Identity Store takes ${requestsPerSecond}. The share is the time that the memberships need at ${pace} a second, divided by the time from sending the first request to the answer to the last
one. **1 is what is declared.** Somebody else makes ${neededPerSecond} memberships a second in the same store, with the three attempts of the AWS SDK.

${table(
  ['memberships', 'somebody else', 'share of the pace', 'requests to the store for each', 'calls of the function', 'writes to S3', 'reads of S3', 'what somebody else gets, at once', 'with retries', 'note: seconds'],
  imports.map((sample) => [
    number(sample.memberships), sample.somebody ? 'yes' : 'no', number(shareOfPace(result, sample)), number(requestsOfContents(sample)), number(sample.invocations),
    number(sample.requests['s3:PutObject'] ?? 0), number(sample.requests['s3:GetObject'] ?? 0),
    sample.somebody ? number(gottenShare(sample.somebody, 'atOnce')) : '–', sample.somebody ? number(gottenShare(sample.somebody, 'withRetries')) : '–', number(sample.seconds),
  ]),
)}

Of 500 rows that are deployed, a next deployment sends to the store:

${table(['what has changed', 'requests'], changes.map(({ what, requests }) => [
  what, Object.entries(requests).map(([operation, count]) => `${count} ${operation.replace('identitystore:', '')}`).join(', ') || 'none',
]))}

Time is virtual, and a call takes ${number(model.callMilliseconds)} ms. The file, the ledger, the workflow, the handler, the SDK's client and its protocol are the real ones.`;
}
