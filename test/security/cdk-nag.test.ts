import { readFileSync } from 'node:fs';
import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R5Checks, PCIDSS321Checks } from 'cdk-nag';
import { App, Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { FunctionConfig } from '../../lib';
import { everything } from './everything';
import { MANAGEMENT, STORE } from '../support/ids';

/** What cdk-nag finds in an app with everything, without what is different in each app. */
function findings(): string[] {
  const { violations } = new AwsSolutionsChecks().validateScope(everything());
  return violations.map(({ ruleName }) => ruleName
    .replace(`/${STORE}]`, '/<store>]')
    .replace(`:us-east-1:${MANAGEMENT}:`, ':<region>:<account>:')
    .replace(`:${MANAGEMENT}:`, ':<account>:')
    .replace(/\{"Fn::Select":.*"AWS::StackId".*\}(?=\/)/, '<stack>')
    .replace(/[0-9A-F]{8}\.Arn>/, '…Arn>'));
}

/** The tables in the documentation: it is what users are told, so it is what is accepted. */
function acknowledged(heading = '## cdk-nag'): { readonly finding: string; readonly reason: string }[] {
  const [, section = ''] = readFileSync('docs/security.md', 'utf8').split(`\n${heading}\n`);
  return [...(section.split('\n##')[0] ?? '').matchAll(/^\| `(.+?)` \| (.+) \|$/gm)].map(([, finding = '', reason = '']) => ({ finding, reason }));
}

test('every finding is in docs/security.md with its reason, and nothing is there that isn\'t found', () => {
  expect(findings().sort()).toEqual(acknowledged().map(({ finding }) => finding).sort());
  expect(acknowledged().filter(({ reason }) => reason.length < 'the same'.length)).toEqual([]);
});

const PACKS = [
  { pack: new NIST80053R5Checks(), prefix: 'NIST.800.53.R5-', without: [] as string[] },
  { pack: new HIPAASecurityChecks(), prefix: 'HIPAA.Security-', without: [] as string[] },
  { pack: new PCIDSS321Checks(), prefix: 'PCI.DSS.321-', without: ['LambdaConcurrency', 'LambdaDLQ'] as string[] },
];

test.each(PACKS)('every rule that $prefix finds broken has its option or reason', ({ pack, prefix, without }) => {
  const broken = pack.validateScope(everything()).violations.map(({ ruleName }) => ruleName.replace(prefix, ''));
  const told = acknowledged('### NIST 800-53, HIPAA and PCI').map(({ finding }) => finding);
  expect([...broken, ...without].sort()).toEqual(told.sort());
});

test.each(PACKS)('with the options nothing is left of $prefix but what has a reason', ({ pack, prefix, without }) => {
  const app = new App();
  const keys = new Stack(app, 'Keys');
  FunctionConfig.of(app).configure({
    vpc: Vpc.fromVpcAttributes(keys, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['us-east-1a'], privateSubnetIds: ['subnet-1'] }),
    reservedConcurrentExecutions: 10, logEncryptionKey: Key.fromKeyArn(keys, 'Log', 'arn:aws:kms:us-east-1:123456789012:key/94cac42a-3f0a-4bc6-890c-cf05e7474043'),
  });
  const ledger = Bucket.fromBucketName(keys, 'Ledger', 'ledger-of-the-company');
  const broken = pack.validateScope(everything(app, { ledger })).violations.map(({ ruleName }) => ruleName.replace(prefix, ''));
  // Those of the provider framework have no option for their concurrency.
  expect(broken.sort()).toEqual(['IAMNoInlinePolicy', 'LambdaConcurrency', 'LambdaDLQ'].filter((rule) => !without.includes(rule)));
});
