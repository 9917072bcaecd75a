import { App, Duration, Lazy, RemovalPolicies, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { CfnAssignment } from 'aws-cdk-lib/aws-sso';
import { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';
import {
  Completion, ConflictPolicy, ContentsScope, ContentsSource, Failures, FunctionConfig, IdentityStore, IdentityStoreContents, IdentityStoreContentsProps,
  RemovedEntities,
} from '../../../lib';
import { withoutAssetHashes } from '../../../lib/testing';
import { contents, CONTENTS, peopleStack, propertiesIn, storeIn } from '../../support/synthesized-contents';
import { ADA } from '../../support/declared-users';
import { STORE } from '../../support/ids';
import { warningsIn } from '../../support/warnings';

const SOURCE = ContentsSource.inline({ users: [ADA], groups: [{ displayName: 'admins' }], memberships: [{ group: 'admins', userName: 'ada' }] });

let stack: Stack;
beforeEach(() => { stack = peopleStack(); });

test('a stack with contents has a function for them, and a bucket that remembers them', () => {
  contents(stack, { source: SOURCE });
  expect(withoutAssetHashes(stack)).toMatchSnapshot();
});

describe('the resource', () => {
  test('says everything that isn\'t set', () => {
    contents(stack);
    expect(propertiesIn(stack)).toEqual({
      ServiceToken: expect.anything() as unknown, ServiceTimeout: '3600', IdentityStoreId: STORE,
      Source: { Bucket: expect.anything() as unknown, Key: expect.stringMatching(/^[0-9a-f]{64}\.gz$/) as unknown, Hash: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown },
      ConflictPolicy: 'ADOPT', MembershipConflictPolicy: 'ADOPT', Protection: { MostRemovals: 25, MostRemovalsPercent: 5 }, MostFailures: 0, WaitMinutes: 50,
      RequestsPerSecond: 18, RemovalPolicy: 'RETAIN', Ledger: { Bucket: { Ref: expect.stringMatching(/^CdkOrgGuardLedger/) as unknown } },
    });
  });

  test('says everything that is', () => {
    contents(stack, {
      source: SOURCE, scope: ContentsScope.exclusive({ groups: ['others', 'Admins'], allowEmptying: ['others'] }), protection: { maxRemovals: 0, maxRemovalsPercent: 100 },
      failures: Failures.upTo(10), completion: Completion.waitFor(Duration.seconds(60)), requestsPerSecond: 20, conflictPolicy: ConflictPolicy.FAIL,
      membershipConflictPolicy: ConflictPolicy.OVERWRITE, removalPolicy: RemovalPolicy.DESTROY,
      removedUsers: RemovedEntities.DELETE, removedGroups: RemovedEntities.DELETE,
      ledger: Bucket.fromBucketName(stack, 'Ledger', 'ledger'), generation: '2',
    });
    expect(propertiesIn(stack)).toMatchObject({
      Exclusive: [{ Group: 'admins' }, { Group: 'others', MayBeEmptied: true }], ConflictPolicy: 'FAIL', MembershipConflictPolicy: 'OVERWRITE',
      Protection: { MostRemovals: 0, MostRemovalsPercent: 100 }, MostFailures: 10, WaitMinutes: 1, RequestsPerSecond: 20, RemovalPolicy: 'DESTROY',
      RemovedUsers: 'DELETE', RemovedGroups: 'DELETE', Ledger: { Bucket: 'ledger' }, Generation: '2',
    });
    Template.fromStack(stack).resourceCountIs('AWS::S3::Bucket', 0);
  });

  test('has the policy, the generation and the Region of its store', () => {
    const identityStore = IdentityStore.fromIdentityStoreAttributes(stack, 'Directory', {
      identityStoreId: STORE, region: 'us-east-1', conflictPolicy: ConflictPolicy.FAIL, generation: '7',
    });
    contents(stack, { identityStore });
    expect(propertiesIn(stack)).toMatchObject({ Region: 'us-east-1', ConflictPolicy: 'FAIL', MembershipConflictPolicy: 'FAIL', Generation: '7' });
  });

  test.each([RemovalPolicy.RETAIN, RemovalPolicy.DESTROY])('is always deleted by CloudFormation, also under %s: only so is access taken away', (removalPolicy) => {
    contents(stack, { removalPolicy });
    Template.fromStack(stack).hasResource(CONTENTS, { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
  });

  test('can\'t be retained by other means', () => {
    contents(stack);
    RemovalPolicies.of(stack).retain();
    expect(() => (stack.node.root as App).synth())
      .toThrow(/\[People\/Contents\] the removal policy of the resource is not allowed to be changed: set removalPolicy of the contents/);
  });
});

test.each<{ what: string; props: Partial<IdentityStoreContentsProps>; message: string }>([
  { what: 'less than no removals', props: { protection: { maxRemovals: -1 } }, message: 'protection.maxRemovals -1 is not allowed: it must be a whole number of at least 0' },
  { what: 'more than all', props: { protection: { maxRemovalsPercent: 101 } }, message: 'protection.maxRemovalsPercent 101 is not allowed: it must be a whole number from 0 to 100' },
  { what: 'part of a failure', props: { failures: Failures.upTo(0.5) }, message: 'failures 0.5 is not allowed: it must be a whole number of at least 0' },
  { what: 'failures in a text', props: { failures: Failures.upTo('3' as any) }, message: 'failures "3" is not allowed: it must be a number, in YAML and JSON without quotation marks' },
  { what: 'more than CloudFormation waits', props: { completion: Completion.waitFor(Duration.hours(1)) }, message: 'completion "1 hour" is not allowed: it must be a whole number of minutes from 1 to 50, known at synthesis' },
  { what: 'less than a minute', props: { completion: Completion.waitFor(Duration.seconds(30)) }, message: 'completion "30 seconds" is not allowed: it must be a whole number of minutes from 1 to 50, known at synthesis' },
  { what: 'a time that isn\'t known', props: { completion: Completion.waitFor(Duration.minutes(Lazy.number({ produce: () => 5 }))) }, message: 'completion "a token" is not allowed: it must be a whole number of minutes from 1 to 50, known at synthesis' },
  { what: 'minutes as a number', props: { completion: Completion.waitFor(5 as any) }, message: 'completion 5 is not allowed: it must be a Duration, as Duration.minutes() makes it' },
  { what: 'more requests than the service takes', props: { requestsPerSecond: 21 }, message: 'requestsPerSecond 21 is not allowed: it must be a whole number from 1 to 20' },
  { what: 'another removal policy', props: { removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE }, message: 'removalPolicy "retain-on-update-or-delete" is not allowed: it must be RETAIN or DESTROY' },
  { what: 'a file as the source', props: { source: 'users.csv' as any }, message: 'source "users.csv" is not allowed: it must be a ContentsSource, as ContentsSource.fromCsv() makes it' },
  { what: 'a list as the rows', props: { source: ContentsSource.inline([] as any) }, message: 'source [] is not allowed: it must be an object with users, groups, memberships' },
  { what: 'a number as the file', props: { source: ContentsSource.fromJson(1 as any) }, message: 'source 1 is not allowed: it must be a text, in YAML and JSON with quotation marks' },
  { what: 'a group as the groups', props: { scope: ContentsScope.exclusive({ groups: 'admins' as any }) }, message: 'scope.groups "admins" is not allowed: it must be a list' },
  { what: 'the name of a bucket', props: { ledger: 'ledger' as any }, message: 'ledger "ledger" is not allowed: it must be a bucket, as Bucket.fromBucketName() makes it' },
])('$what is refused', ({ props, message }) => {
  expect(() => contents(stack, props)).toThrow(new Error(`People/Contents: ${message}`));
});

test('what isn\'t a property is a warning', () => {
  contents(stack, { protections: {} } as object);
  expect(warningsIn(stack)).toEqual(['/People/Contents: "protections" isn\'t a property, and is ignored: protection may be meant [ack: cdk-org-guard:unknownProperty]']);
});

test('the synthesis says how much there is', () => {
  contents(stack, { source: SOURCE });
  const [info] = Annotations.fromStack(stack).findInfo('/People/Contents', Match.anyValue());
  expect(info?.entry.data).toMatch(/^1 user, 1 group and 1 membership, in a file of \d\d\d bytes$/);
});

test('overwriting users is a warning, once for all of them', () => {
  contents(stack, { source: SOURCE, conflictPolicy: ConflictPolicy.OVERWRITE });
  expect(warningsIn(stack)).toEqual(['/People/Contents: each declared user that exists is taken over whoever it belongs to, and gets the declared e-mail address: '
    + 'whoever reads that address can then sign in with every permission the user has [ack: cdk-org-guard:overwritesUser]']);
});

describe('a look-up', () => {
  test('of a group or a user waits for the contents, and looks again when an id has changed', () => {
    const people = contents(stack, { source: SOURCE });
    new CfnAssignment(stack, 'Assignment', {
      instanceArn: 'arn:aws:sso:::instance/ssoins-1', permissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-1/ps-1', principalType: 'GROUP',
      principalId: people.group('Admins').groupId, targetId: '111122223333', targetType: 'AWS_ACCOUNT',
    });
    expect(people.user('ADA').userId).toBe(people.user('ada').userId);
    const template = Template.fromStack(stack);
    const contentsId = Object.keys(template.findResources(CONTENTS))[0] as string;
    for (const [type, properties] of [['Custom::IdentityStoreGroupLookup', { DisplayName: 'admins' }], ['Custom::IdentityStoreUserLookup', { UserName: 'ada' }]] as const) {
      template.resourceCountIs(type, 1);
      template.hasResource(type, {
        Properties: { ...properties, IdentityStoreId: STORE, Generation: { 'Fn::GetAtt': [contentsId, 'LookedUpIds'] } }, DependsOn: Match.arrayWith([contentsId]),
      });
    }
    template.hasResourceProperties('AWS::SSO::Assignment', { PrincipalId: { 'Fn::GetAtt': [Match.stringLikeRegexp('groupadmins'), 'GroupId'] } });
    expect(propertiesIn(stack).LookedUp).toEqual([{ Group: 'admins' }, { User: 'ada' }]);
  });

  test('of a name that has no row is refused', () => {
    const people = contents(stack, { source: SOURCE });
    expect(() => people.group('others')).toThrow(new Error(
      'People/Contents: group "others" is not allowed: it must be a group with a row of its own in these contents; any other one is looked up with Group.fromDisplayName()'));
    expect(() => people.user(1 as any)).toThrow(new Error(
      'People/Contents: user 1 is not allowed: it must be a user with a row of its own in these contents; any other one is looked up with User.fromUserName()'));
  });

  test('takes any name that a group can have', () => {
    const names = ['a/b', 'a--b', 'a%2Fb', 'Ä 😀', 'x'.repeat(1024)];
    const people = contents(stack, { source: ContentsSource.inline({ groups: names.map((displayName) => ({ displayName })) }) });
    expect(new Set(names.map((name) => people.group(name).groupId)).size).toBe(names.length);
  });
});

test('attributes are those of the resource', () => {
  const { created, adopted, failed, report } = contents(stack);
  expect(stack.resolve({ created, adopted, failed, report })).toEqual(Object.fromEntries(
    ['created', 'adopted', 'failed', 'report'].map((name) => [name, { 'Fn::GetAtt': [expect.stringMatching(/^Contents/), name[0]?.toUpperCase() + name.slice(1)] }])));
});

test('two contents of a stack share the function and the bucket', () => {
  const [one, other] = ['One', 'Other'].map((id) => contents(stack, { source: ContentsSource.inline({ groups: [{ displayName: id }] }) }, id)) as [IdentityStoreContents, IdentityStoreContents];
  expect(other.ledger).toBe(one.ledger);
  const template = Template.fromStack(stack);
  for (const type of ['AWS::S3::Bucket', 'AWS::Lambda::Function']) template.resourceCountIs(type, 1);
});

test('the function has the memory and the timeout that contents need, unless another memory is configured', () => {
  contents(stack);
  Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', { MemorySize: 256, Timeout: 900, Description: 'cdk-org-guard: contents of IAM Identity Center' });
  Template.fromStack(stack).hasResourceProperties('AWS::Lambda::EventInvokeConfig', { MaximumEventAgeInSeconds: 3540, MaximumRetryAttempts: 2 });
  const configured = peopleStack();
  FunctionConfig.of(configured).configure({ memorySize: 1024 });
  contents(configured);
  Template.fromStack(configured).hasResourceProperties('AWS::Lambda::Function', { MemorySize: 1024, Timeout: 900 });
});

test('two contents of a stack can\'t have different ledgers, since neither would see what the other one holds', () => {
  const ledger = Bucket.fromBucketName(stack, 'Own', 'own');
  contents(stack, { ledger, source: ContentsSource.inline({ groups: [{ displayName: 'one' }] }) }, 'One');
  expect(() => contents(stack, { source: ContentsSource.inline({ groups: [{ displayName: 'other' }] }) }, 'Other')).toThrow(
    'ledger "People/CdkOrgGuardLedger" is not allowed: it must be the same bucket as that of People/One, which is in the same stack');
  const same = Bucket.fromBucketName(stack, 'Same', 'own');
  contents(stack, { ledger: same, source: ContentsSource.inline({ groups: [{ displayName: 'third' }] }) }, 'Third');
});

test('a bucket of its own is the ledger', () => {
  const ledger = new Bucket(stack, 'Own', { versioned: true }) as IBucket;
  expect(contents(stack, { ledger, identityStore: storeIn(stack) }).ledger).toBe(ledger);
  Template.fromStack(stack).resourceCountIs('AWS::S3::Bucket', 1);
});
