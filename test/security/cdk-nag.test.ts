import { readFileSync } from 'node:fs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { MANAGEMENT } from '../support/declared-invitations';
import { STORE } from '../support/in-process';
import { everything } from './everything';

/** What cdk-nag finds in an app with everything, without what is different in each app. */
function findings(): string[] {
  const { violations } = new AwsSolutionsChecks().validateScope(everything());
  return violations.map(({ ruleName }) => ruleName
    .replace(`/${STORE}]`, '/<store>]')
    .replace(`:us-east-1:${MANAGEMENT}:`, ':<region>:<account>:')
    .replace(`:${MANAGEMENT}:`, ':<account>:')
    .replace(/[0-9A-F]{8}\.Arn>/, '…Arn>'));
}

/** The table in the documentation: it is what users are told, so it is what is accepted. */
function acknowledged(): { readonly finding: string; readonly reason: string }[] {
  const [, section = ''] = /\n## cdk-nag\n(.*)$/s.exec(readFileSync('docs/security.md', 'utf8')) ?? [];
  return [...section.matchAll(/^\| `(.+?)` \| (.+) \|$/gm)].map(([, finding = '', reason = '']) => ({ finding, reason }));
}

test('every finding is in docs/security.md with its reason, and nothing is there that isn\'t found', () => {
  expect(findings().sort()).toEqual(acknowledged().map(({ finding }) => finding).sort());
  expect(acknowledged().filter(({ reason }) => reason.length < 'the same'.length)).toEqual([]);
});
