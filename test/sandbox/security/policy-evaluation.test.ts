import { parsePolicy, parseTrustPolicy } from '../../../sandbox/security/policy';
import { Context, Decision, evaluate } from '../../../sandbox/security/policy-evaluation';

const ACTION = 'identitystore:UpdateGroup';
const STORE = 'arn:aws:identitystore::123456789012:identitystore/d-1234567890';
const GROUP = 'arn:aws:identitystore:::group/g-1';
const ALLOWED: Decision = { allowed: true };
const denied = (reason: 'EXPLICIT_DENY' | 'IMPLICIT_DENY' | 'SESSION_POLICY', resource: string): Decision =>
  ({ allowed: false, reason, action: ACTION, resource });

const policy = (...statements: object[]) => parsePolicy({ Version: '2012-10-17', Statement: statements });
const allow = (elements: object = {}) => ({ Effect: 'Allow', Action: ACTION, Resource: '*', ...elements });
const deny = (elements: object = {}) => ({ Effect: 'Deny', Action: ACTION, Resource: '*', ...elements });
const notEmulated = (what: string): string => `The cdk-org-guard sandbox doesn't emulate ${what}`;

/** What these statements say about updating a group. */
function decide(statements: object[], { session, resources = [STORE, GROUP], context = {} }: {
  session?: object[];
  resources?: string[];
  context?: Context;
} = {}): Decision {
  return evaluate({ action: ACTION, resources, context }, {
    identity: statements.map((statement) => policy(statement)),
    ...(session && { session: [policy(...session)] }),
  });
}

/** Whether a condition of the only statement holds. */
function holds(condition: object, context: Context): boolean {
  return decide([allow({ Condition: condition })], { context }).allowed;
}

describe('statements', () => {
  test.each<[sentence: string, statements: object[], decision: Decision]>([
    ['denies an action that no statement is about', [], denied('IMPLICIT_DENY', STORE)],
    ['allows an action on both of two needed resources', [allow({ Resource: [STORE, GROUP] })], ALLOWED],
    ['denies an action when only the first of two needed resources is allowed', [allow({ Resource: STORE })], denied('IMPLICIT_DENY', GROUP)],
    ['denies an action when only the second of two needed resources is allowed', [allow({ Resource: GROUP })], denied('IMPLICIT_DENY', STORE)],
    ['allows two needed resources by a statement of one policy each', [allow({ Resource: STORE }), allow({ Resource: GROUP })], ALLOWED],
    ['denies what is denied explicitly even when it is allowed', [allow(), deny({ Resource: GROUP })], denied('EXPLICIT_DENY', GROUP)],
    ['names the resource that is denied explicitly rather than one before it that is only not allowed',
      [allow({ Resource: GROUP }), deny({ Resource: GROUP })], denied('EXPLICIT_DENY', GROUP)],
    ['ignores a denial of another action', [allow(), deny({ Action: 'identitystore:DeleteGroup' })], ALLOWED],
    ['ignores a denial on another resource', [allow(), deny({ Resource: 'arn:aws:identitystore:::group/g-2' })], ALLOWED],
    ['compares actions in whatever case they are written', [allow({ Action: 'IdentityStore:updategroup' })], ALLOWED],
    ['allows every action of every service', [allow({ Action: '*' })], ALLOWED],
    ['allows every action of a service', [allow({ Action: ['s3:*', 'identitystore:*'] })], ALLOWED],
    ['takes * in an action for any characters', [allow({ Action: 'identitystore:*Group' })], ALLOWED],
    ['takes ? in an action for one character', [allow({ Action: 'identitystore:UpdateGrou?' })], ALLOWED],
    ['does not take ? in an action for no character', [allow({ Action: 'identitystore:UpdateGroup?' })], denied('IMPLICIT_DENY', STORE)],
    ['does not take the beginning of an action for the action', [allow({ Action: 'identitystore:Update' })], denied('IMPLICIT_DENY', STORE)],
    ['allows every action but some', [allow({ Action: undefined, NotAction: 'identitystore:DeleteGroup' })], ALLOWED],
    ['does not allow an action that is excepted', [allow({ Action: undefined, NotAction: 'identitystore:Update*' })], denied('IMPLICIT_DENY', STORE)],
    ['takes * in a resource for any characters', [allow({ Resource: ['arn:aws:identitystore::*:identitystore/*', 'arn:aws:identitystore:::*/*'] })], ALLOWED],
    ['takes ? in a resource for one character', [allow({ Resource: [STORE, 'arn:aws:identitystore:::group/g-?'] })], ALLOWED],
    ['compares resources in the case they are written in', [allow({ Resource: [STORE, 'arn:aws:identitystore:::Group/*'] })], denied('IMPLICIT_DENY', GROUP)],
    ['takes no other character of a resource for a pattern', [allow({ Resource: [STORE, 'arn:aws:identitystore:::group/..1'] })],
      denied('IMPLICIT_DENY', GROUP)],
    ['denies every resource but some', [allow(), deny({ Resource: undefined, NotResource: STORE })], denied('EXPLICIT_DENY', GROUP)],
    ['allows every resource but some', [allow({ Resource: undefined, NotResource: GROUP })], denied('IMPLICIT_DENY', GROUP)],
  ])('%s', (_sentence, statements, decision) => {
    expect(decide(statements)).toEqual(decision);
  });

  test.each<[sentence: string, resource: string, decision: Decision]>([
    ['allows any group where every group is allowed', 'arn:aws:identitystore:::group/*', ALLOWED],
    ['allows any group where everything is allowed', '*', ALLOWED],
    ['denies any group where one group is allowed', GROUP, denied('IMPLICIT_DENY', 'arn:aws:identitystore:::group/*')],
  ])('%s', (_sentence, resource, decision) => {
    expect(decide([allow({ Resource: resource })], { resources: ['arn:aws:identitystore:::group/*'] })).toEqual(decision);
  });

  test('allows an action without a resource only by a statement about every resource', () => {
    expect(decide([allow()], { resources: ['*'] })).toEqual(ALLOWED);
    expect(decide([allow({ Resource: STORE })], { resources: ['*'] })).toEqual(denied('IMPLICIT_DENY', '*'));
  });

  test('never allows an action on nothing', () => {
    expect(() => decide([allow()], { resources: [] })).toThrow('identitystore:UpdateGroup can\'t be authorized on no resource at all');
  });
});

describe('policies of a session', () => {
  test.each<[sentence: string, statements: object[], session: object[], decision: Decision]>([
    ['allow what the role allows too', [allow()], [allow()], ALLOWED],
    ['allow nothing that the role does not allow', [], [allow()], denied('IMPLICIT_DENY', STORE)],
    ['restrict what the role allows', [allow()], [allow({ Resource: STORE })], denied('SESSION_POLICY', GROUP)],
    ['deny explicitly', [allow()], [allow(), deny({ Resource: GROUP })], denied('EXPLICIT_DENY', GROUP)],
  ])('%s', (_sentence, statements, session, decision) => {
    expect(decide(statements, { session })).toEqual(decision);
  });

  test('restrict nothing when there are none', () => {
    expect(evaluate({ action: ACTION, resources: [STORE], context: {} }, { identity: [policy(allow())], session: [] })).toEqual(ALLOWED);
  });
});

describe('policy variables', () => {
  const context = { 'aws:PrincipalAccount': '123456789012', 'aws:RequestedRegion': 'us-east-1', 'aws:PrincipalOrgID': '*' };

  test.each<[sentence: string, statement: object, decision: Decision]>([
    ['stand for their value in a resource', { Resource: ['arn:aws:identitystore::${aws:PrincipalAccount}:identitystore/*', GROUP] }, ALLOWED],
    ['are named in whatever case', { Resource: ['arn:aws:identitystore::${AWS:principalaccount}:identitystore/*', GROUP] }, ALLOWED],
    ['stand for their value in a condition', { Condition: { StringEquals: { 'aws:PrincipalAccount': '${aws:PrincipalAccount}' } } }, ALLOWED],
    ['have values that are no patterns', { Resource: [STORE, 'arn:aws:identitystore:::group/${aws:PrincipalOrgID}'] }, denied('IMPLICIT_DENY', GROUP)],
    ['can stand for the wildcards themselves', { Condition: { StringLike: { 'aws:PrincipalOrgID': '${*}' } } }, ALLOWED],
    ['leave a dollar alone', { Resource: [STORE, 'arn:aws:identitystore:::group/$'] }, denied('IMPLICIT_DENY', GROUP)],
  ])('%s', (_sentence, statement, decision) => {
    expect(decide([allow(statement)], { context })).toEqual(decision);
  });

  test.each([
    ['in a resource', allow({ Resource: 'arn:aws:s3:::${aws:username}/*' }), '${aws:username}'],
    ['in a resource after one that fits', allow({ Resource: ['*', 'arn:aws:s3:::${aws:username}/*'] }), '${aws:username}'],
    ['in a condition', allow({ Condition: { StringEquals: { 'aws:PrincipalArn': '${aws:username}' } } }), '${aws:username}'],
    ['with a default', allow({ Resource: 'arn:aws:s3:::${aws:username, \'nobody\'}/*' }), '${aws:username, \'nobody\'}'],
    ['of several values', allow({ Resource: 'arn:aws:s3:::${aws:CalledVia}/*' }), '${aws:CalledVia}'],
  ])('are refused %s when their value is not known', (_sentence, statement, variable) => {
    expect(() => decide([statement], { context: { 'aws:CalledVia': ['a', 'b'] } })).toThrow(notEmulated(`the policy variable ${variable}`));
  });
});

describe('conditions', () => {
  const key = 'aws:PrincipalArn';
  const ROLE = 'arn:aws:iam::123456789012:role/team/Function';

  test.each<[operator: string, wanted: unknown, value: string, expected: boolean]>([
    ['StringEquals', 'a', 'a', true],
    ['StringEquals', ['b', 'a'], 'a', true],
    ['StringEquals', 'A', 'a', false],
    ['StringEquals', '*', 'a', false],
    ['StringNotEquals', 'a', 'a', false],
    ['StringNotEquals', ['b', 'c'], 'a', true],
    ['StringNotEquals', ['b', 'a'], 'a', false],
    ['StringEqualsIgnoreCase', 'A', 'a', true],
    ['StringNotEqualsIgnoreCase', 'A', 'a', false],
    ['StringLike', 'gr*p-?', 'group-1', true],
    ['StringLike', 'gr*p-?', 'Group-1', false],
    ['StringNotLike', 'gr*p-?', 'group-1', false],
    ['ArnEquals', 'arn:aws:iam::*:role/*', ROLE, true],
    ['ArnLike', 'arn:aws:iam::123456789012:role/*/Function', ROLE, true],
    ['ArnLike', 'arn:*:us-east-1:123456789012:log-group:a', 'arn:aws:logs:us-east-1:123456789012:log-group:a', false],
    ['ArnLike', 'arn:aws:i*:*:*:*', ROLE, true],
    ['ArnNotLike', 'arn:aws:iam::*:role/*', ROLE, false],
    ['ArnNotEquals', 'arn:aws:iam::*:user/*', ROLE, true],
    ['Bool', 'true', 'true', true],
    ['Bool', true, 'true', true],
    ['Bool', false, 'true', false],
    ['NumericEquals', 10, '10.0', true],
    ['NumericNotEquals', '10', '10', false],
    ['NumericLessThan', '10', '9', true],
    ['NumericLessThan', '10', '10', false],
    ['NumericLessThanEquals', '10', '10', true],
    ['NumericGreaterThan', '9', '10', true],
    ['NumericGreaterThanEquals', '11', '10', false],
    ['DateEquals', '2026-01-01T00:00:00Z', '2026-01-01T01:00:00+01:00', true],
    ['DateNotEquals', '2026-01-01', '2026-01-01T00:00:00Z', false],
    ['DateLessThan', '2026-01-02', '2026-01-01T23:59:59Z', true],
    ['DateLessThanEquals', '2026-01-01', '2026-01-01T00:00:00Z', true],
    ['DateGreaterThan', '1767225600', '2026-01-01T00:00:01Z', true],
    ['DateGreaterThanEquals', '2026-01-02', '2026-01-01T23:59:59Z', false],
  ])('%s %j of %j is %j', (operator, wanted, value, expected) => {
    expect(holds({ [operator]: { [key]: wanted } }, { [key]: value })).toBe(expected);
  });

  test.each<[sentence: string, condition: object, expected: boolean]>([
    ['a key that is absent equals nothing', { StringEquals: { [key]: '' } }, false],
    ['a key that is absent is not even equal to every pattern', { StringLike: { [key]: '*' } }, false],
    ['a key that is absent differs from everything', { StringNotEquals: { [key]: 'a' } }, true],
    ['a key that is absent is no ARN', { ArnNotLike: { [key]: 'arn:aws:iam::*:role/*' } }, true],
    ['a key that is absent fits where it may be', { StringEqualsIfExists: { [key]: 'a' } }, true],
    ['a key that is absent is null', { Null: { [key]: 'true' } }, true],
    ['a key that is absent is not there', { Null: { [key]: 'false' } }, false],
    ['all of no values fit', { 'ForAllValues:StringEquals': { [key]: 'a' } }, true],
    ['none of no values fits', { 'ForAnyValue:StringEquals': { [key]: 'a' } }, false],
    ['none of no values differs', { 'ForAnyValue:StringNotEquals': { [key]: 'a' } }, false],
    ['none of no values fits except where there may be none', { 'ForAnyValue:StringEqualsIfExists': { [key]: 'a' } }, true],
  ])('%s', (_sentence, condition, expected) => {
    expect(holds(condition, {})).toBe(expected);
    expect(holds(condition, { [key]: [] })).toBe(expected);
  });

  test.each<[operator: string, wanted: string[], values: string[], expected: boolean]>([
    ['ForAnyValue:StringEquals', ['a', 'b'], ['b', 'c'], true],
    ['ForAnyValue:StringEquals', ['a', 'b'], ['c'], false],
    ['ForAllValues:StringEquals', ['a', 'b'], ['b', 'a'], true],
    ['ForAllValues:StringEquals', ['a', 'b'], ['b', 'c'], false],
    ['ForAnyValue:StringNotEquals', ['a', 'b'], ['b', 'c'], true],
    ['ForAllValues:StringNotEquals', ['a', 'b'], ['b', 'c'], false],
    ['ForAllValues:StringLikeIfExists', ['a*'], ['ab', 'ac'], true],
  ])('%s %j of %j is %j', (operator, wanted, values, expected) => {
    expect(holds({ [operator]: { 'aws:CalledVia': wanted } }, { 'aws:CalledVia': values })).toBe(expected);
  });

  test('holds only when every operator and every key does', () => {
    const condition = { StringEquals: { 'aws:SourceAccount': '1', 'aws:RequestedRegion': 'us-east-1' }, Bool: { 'aws:SecureTransport': 'true' } };
    const context = { 'aws:SourceAccount': '1', 'aws:RequestedRegion': 'us-east-1', 'aws:SecureTransport': 'true' };
    expect(holds(condition, context)).toBe(true);
    expect(holds(condition, { ...context, 'aws:SourceAccount': '2' })).toBe(false);
    expect(holds(condition, { ...context, 'aws:RequestedRegion': 'us-west-2' })).toBe(false);
    expect(holds(condition, { ...context, 'aws:SecureTransport': 'false' })).toBe(false);
  });

  test('a denial whose condition does not hold denies nothing', () => {
    const onlyHere = { StringNotEquals: { 'aws:RequestedRegion': 'us-east-1' } };
    expect(decide([allow(), deny({ Condition: onlyHere })], { context: { 'aws:RequestedRegion': 'us-east-1' } })).toEqual(ALLOWED);
    expect(decide([allow(), deny({ Condition: onlyHere })], { context: { 'aws:RequestedRegion': 'us-west-2' } })).toEqual(denied('EXPLICIT_DENY', STORE));
  });

  test.each([
    ['a key of the action', 'identitystore:PrimaryRegion'],
    ['a key in another case', 'IDENTITYSTORE:primaryregion'],
    ['a key of every action', 'aws:PrincipalArn'],
    ['a key of every action with an end of its own', 'kms:EncryptionContext:aws:identitystore:identitystore-arn'],
    ['a key that the request has', 'sandbox:Anything'],
  ])('knows %s', (_sentence, known) => {
    expect(holds({ StringNotEquals: { [known]: 'a' } }, { 'sandbox:Anything': 'b' })).toBe(true);
  });

  test('knows a key of the resource type with an end of its own', () => {
    const statement = allow({ Action: 'cloudformation:DescribeStacks', Condition: { StringEquals: { 'aws:ResourceTag/team': 'a' } } });
    const request = { action: 'cloudformation:DescribeStacks', resources: ['*'] };
    expect(evaluate({ ...request, context: { 'aws:ResourceTag/team': 'a' } }, { identity: [policy(statement)] })).toEqual(ALLOWED);
    expect(evaluate({ ...request, context: {} }, { identity: [policy(statement)] }))
      .toEqual({ allowed: false, reason: 'IMPLICIT_DENY', action: 'cloudformation:DescribeStacks', resource: '*' });
  });

  test.each([
    ['an unknown key', { StringEquals: { 'identitystore:PrimryRegion': 'us-east-1' } }, 'identitystore:PrimryRegion'],
    ['a key of another action', { StringEquals: { 'identitystore:ReservedUserId': 'u-1' } }, 'identitystore:ReservedUserId'],
    ['an unknown key after a condition that does not hold', { StringEquals: { 'aws:SourceAccount': '1', 'aws:Nonsense': '1' } }, 'aws:Nonsense'],
    ['an unknown key even where it may be absent', { StringEqualsIfExists: { 'aws:Nonsense': '1' } }, 'aws:Nonsense'],
    ['an unknown key even where it must be absent', { Null: { 'aws:Nonsense': 'true' } }, 'aws:Nonsense'],
  ])('refuses %s', (_sentence, condition, unknown) => {
    const message = notEmulated(`the condition key ${unknown} of identitystore:UpdateGroup`);
    expect(() => holds(condition, {})).toThrow(message);
    expect(() => decide([allow(), deny({ Resource: 'arn:aws:s3:::elsewhere', Condition: condition })])).toThrow(message);
  });

  test('does not ask about the keys of a statement about another action', () => {
    expect(decide([allow(), deny({ Action: 'identitystore:CreateUser', Condition: { StringEquals: { 'identitystore:ReservedUserId': 'u-1' } } })]))
      .toEqual(ALLOWED);
  });

  test('refuses to compare several values as if they were one', () => {
    expect(() => holds({ StringEquals: { 'aws:CalledVia': 'a' } }, { 'aws:CalledVia': ['a'] }))
      .toThrow(notEmulated('StringEquals without ForAnyValue or ForAllValues on the condition key aws:CalledVia, which has several values'));
  });
});

describe('reading a policy', () => {
  test('makes lists of what may be one or several', () => {
    const condition = { 'ForAnyValue:StringLikeIfExists': { 'aws:CalledVia': 'a*' }, Bool: { 'aws:SecureTransport': true } };
    expect(parsePolicy({ Version: '2012-10-17', Id: 'one', Statement: { Sid: 'First', ...allow({ Condition: condition }) } })).toEqual({
      Version: '2012-10-17',
      Id: 'one',
      Statement: [{
        Sid: 'First',
        Effect: 'Allow',
        Action: [ACTION],
        Resource: ['*'],
        Condition: [
          { quantifier: 'ForAnyValue', operator: 'StringLike', ifExists: true, key: 'aws:CalledVia', values: ['a*'] },
          { operator: 'Bool', ifExists: false, key: 'aws:SecureTransport', values: ['true'] },
        ],
      }],
    });
  });

  test.each([
    ['an element of the policy', { Version: '2012-10-17', Statement: [allow()], Comment: '' }, 'the policy element Comment'],
    ['an element of a statement', { Version: '2012-10-17', Statement: [allow({ Actions: [] })] }, 'the policy statement element Actions'],
    ['a principal', { Version: '2012-10-17', Statement: [allow({ Principal: '*' })] }, 'the policy statement element Principal'],
    ['a variable in the old version', { Version: '2008-10-17', Statement: [allow({ Resource: 'arn:aws:s3:::${aws:username}' })] }, 'policies of the version 2008-10-17 with policy variables'],
    ['a version that there never was', { Version: '2013-01-01', Statement: [allow()] }, 'policies of the version 2013-01-01'],
    ['an operator', withCondition({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }), 'the condition operator IpAddress'],
    ['an operator with affixes', withCondition({ 'ForAnyValue:BinaryEqualsIfExists': { k: 'v' } }), 'the condition operator ForAnyValue:BinaryEqualsIfExists'],
    ['an operator in another case', withCondition({ stringEquals: { k: 'v' } }), 'the condition operator stringEquals'],
    ['an operator that every object has', withCondition({ constructor: { k: 'v' } }), 'the condition operator constructor'],
    ['another quantifier', withCondition({ 'ForSomeValues:StringEquals': { k: 'v' } }), 'the condition operator ForSomeValues:StringEquals'],
    ['a key that may be null if it is there', withCondition({ NullIfExists: { k: 'true' } }), 'the condition operator NullIfExists'],
    ['a number that is none', withCondition({ NumericEquals: { k: 'ten' } }), 'the condition operator NumericEquals with the value ten (k)'],
    ['a date that is none', withCondition({ DateLessThan: { k: 'soon' } }), 'the condition operator DateLessThan with the value soon (k)'],
    ['a truth that is none', withCondition({ Bool: { k: 'yes' } }), 'the condition operator Bool with the value yes (k)'],
    ['an ARN that is none', withCondition({ ArnLike: { k: '*' } }), 'the condition operator ArnLike with the value * (k)'],
  ])('refuses %s that it does not know', (_sentence, document, what) => {
    expect(() => parsePolicy(document)).toThrow(expect.objectContaining({ code: 'NotEmulated', message: notEmulated(what) }));
  });

  test.each([
    ['no object', 'text', 'A policy must be an object'],
    ['no statement', { Version: '2012-10-17', Statement: [] }, 'A policy must have a Statement'],
    ['a statement that is no object', { Version: '2012-10-17', Statement: ['Allow'] }, 'A statement must be an object'],
    ['another effect', { Version: '2012-10-17', Statement: [allow({ Effect: 'allow' })] }, 'The Effect of a statement must be Allow or Deny, not allow'],
    ['no action', { Version: '2012-10-17', Statement: [allow({ Action: undefined })] }, 'A statement must have either Action or NotAction'],
    ['an action and exceptions', { Version: '2012-10-17', Statement: [allow({ NotAction: '*' })] }, 'A statement must have either Action or NotAction'],
    ['an empty list of actions', { Version: '2012-10-17', Statement: [allow({ Action: [] })] }, 'Action must not be empty'],
    ['an action without its service', { Version: '2012-10-17', Statement: [allow({ Action: 'UpdateGroup' })] },
      'Action UpdateGroup must be * or an action of a service'],
    ['an action that is no text', { Version: '2012-10-17', Statement: [allow({ Action: [1] })] }, 'Action must be a text'],
    ['no resource', { Version: '2012-10-17', Statement: [allow({ Resource: undefined })] }, 'A statement must have either Resource or NotResource'],
    ['half an ARN', { Version: '2012-10-17', Statement: [allow({ Resource: 'arn:aws:s3' })] }, 'Resource arn:aws:s3 must be * or a whole ARN'],
    ['an unresolved resource', { Version: '2012-10-17', Statement: [allow({ Resource: { Ref: 'Store' } })] }, 'Resource must be a text'],
    ['a condition without values', withCondition({ StringEquals: { k: [] } }), 'StringEquals of k must have a value'],
  ])('refuses %s as IAM does', (_sentence, document, problem) => {
    expect(() => parsePolicy(document))
      .toThrow(expect.objectContaining({ code: 'MalformedPolicyDocument', message: `Syntax errors in policy. ${problem}` }));
  });

  test('reads who may assume a role', () => {
    const statement = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } };
    expect(parseTrustPolicy({ Version: '2012-10-17', Statement: [statement, { ...statement, Principal: '*' }] })).toEqual({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: ['sts:AssumeRole'], Principal: { Service: ['lambda.amazonaws.com'] } },
        { Effect: 'Allow', Action: ['sts:AssumeRole'], Principal: { AWS: ['*'] } },
      ],
    });
    expect(() => parseTrustPolicy({ Version: '2012-10-17', Statement: [allow()] })).toThrow(notEmulated('the trust policy statement element Resource'));
  });
});

function withCondition(condition: object): object {
  return { Version: '2012-10-17', Statement: [allow({ Condition: condition })] };
}
