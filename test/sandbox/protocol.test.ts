import { XMLParser } from 'fast-xml-parser';
import type { HttpRequest } from '../../sandbox/protocol/http';
import { ScriptedFunctions, thing } from '../support/scripted-functions';

const world = new ScriptedFunctions();

const UUID = expect.stringMatching(/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/) as string;

/** What the sandbox answers to a request, with its body read. */
async function ask(request: Partial<HttpRequest>) {
  const { status, headers = {}, body = '' } = await world.sandbox.answer({
    method: 'POST', host: 'aws.invalid', path: '/', query: new URLSearchParams(), headers: {}, body: new Uint8Array(), ...request,
  });
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
  const read: unknown = text.startsWith('<') ? new XMLParser().parse(text) : text === '' ? '' : JSON.parse(text);
  return { status, headers, body: read };
}

function json(target: string, input: object | string = {}): Partial<HttpRequest> {
  return {
    headers: { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.1' },
    body: Buffer.from(typeof input === 'string' ? input : JSON.stringify(input)),
  };
}

function query(form: Record<string, string>): Partial<HttpRequest> {
  return { headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }, body: Buffer.from(new URLSearchParams(form).toString()) };
}

function signedFor(service: string): HttpRequest['headers'] {
  return { authorization: `AWS4-HMAC-SHA256 Credential=SANDBOX/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0` };
}

describe('in the JSON protocol', () => {
  test.each([
    { target: 'DynamoDB_20120810.ListTables', named: 'the service DynamoDB_20120810 (operation ListTables)' },
    { target: 'AWSIdentityStore.CreateGalaxy', named: 'identitystore:CreateGalaxy' },
    { target: 'AmazonSSM.LabelParameterVersion', named: 'ssm:LabelParameterVersion' },
    { target: 'Logs_20140328.DescribeLogStreams', named: 'logs:DescribeLogStreams' },
    { target: 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.CreateTrail', named: 'cloudtrail:CreateTrail' },
    { target: 'AWSIdentityStore.constructor', named: 'identitystore:constructor' },
    { target: 'ListGroups', named: 'the X-Amz-Target ListGroups, which names no service' },
    { target: '', named: 'the X-Amz-Target , which names no service' },
    { target: 'constructor.ListGroups', named: 'the service constructor (operation ListGroups)' },
    { target: '__proto__.ListGroups', named: 'the service __proto__ (operation ListGroups)' },
  ])('$target is refused by name', async ({ target, named }) => {
    const message = `The cdk-org-guard sandbox doesn't emulate ${named}`;
    expect(await ask(json(target))).toEqual({
      status: 400,
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': UUID },
      body: { __type: 'NotEmulated', message, Message: message, ...(target.startsWith('AWSIdentityStore.') && { RequestId: UUID }) },
    });
  });

  test('the id of the request is the same in the header and in the body', async () => {
    const { headers, body } = await ask(json('AWSIdentityStore.CreateGalaxy'));
    expect((body as { RequestId: string }).RequestId).toBe(headers['x-amzn-requestid']);
  });

  test('a body that is not JSON is refused', async () => {
    expect(await ask(json('AWSIdentityStore.ListGroups', '{'))).toMatchObject({ status: 400, body: { __type: 'SerializationException', message: 'The body is not JSON' } });
  });

  test('moments are seconds since 1970', async () => {
    const created = await ask(json('AWSIdentityStore.CreateGroup', { IdentityStoreId: 'd-1234567890', DisplayName: 'admins' }));
    const { GroupId } = created.body as { GroupId: string };
    expect(await ask(json('AWSIdentityStore.DescribeGroup', { IdentityStoreId: 'd-1234567890', GroupId }))).toMatchObject({
      status: 200, body: { CreatedAt: Date.UTC(2026, 0, 1) / 1000 },
    });
  });
});

describe('in the query protocol', () => {
  test.each([
    { form: { Action: 'ListUsers', Version: '2010-05-08' }, named: 'the service with API version 2010-05-08 (operation ListUsers)' },
    { form: { Action: 'DetectStackSetDrift', Version: '2010-05-15' }, named: 'cloudformation:DetectStackSetDrift' },
    { form: { Action: 'GetFederationToken', Version: '2011-06-15' }, named: 'sts:GetFederationToken' },
    { form: { Action: 'toString', Version: '2010-05-15' }, named: 'cloudformation:toString' },
    { form: { Action: 'ListStacks', Version: 'constructor' }, named: 'the service with API version constructor (operation ListStacks)' },
    { form: { Action: 'ListRoles', Version: '__proto__' }, named: 'the service with API version __proto__ (operation ListRoles)' },
  ])('$form.Action is refused by name', async ({ form, named }) => {
    expect(await ask(query(form))).toEqual({
      status: 400,
      headers: { 'content-type': 'text/xml', 'x-amzn-requestid': UUID },
      body: { ErrorResponse: { Error: { Type: 'Sender', Code: 'NotEmulated', Message: `The cdk-org-guard sandbox doesn't emulate ${named}` }, RequestId: UUID } },
    });
  });

  test.each([
    {
      form: { Action: 'CreateChangeSet', StackName: 'S', ChangeSetName: 'c', 'ResourcesToImport.member.1.LogicalResourceId': 'A' },
      named: 'importing resources with a change set of another type than IMPORT',
    },
    { form: { Action: 'CreateStack', StackName: 'S', TemplateBody: '{}', OnFailure: 'DELETE' }, named: 'the option OnFailure of a stack operation' },
    { form: { Action: 'CreateStack', StackName: 'S', TemplateBody: 'Resources: { A: !Length [] }' }, named: 'what a template in YAML says as !Length' },
  ])('what an operation does not do is refused by name: $named', async ({ form, named }) => {
    const { status, body } = await ask(query({ ...form, Version: '2010-05-15' }));
    expect(status).toBe(400);
    expect(body).toMatchObject({ ErrorResponse: { Error: { Code: 'NotEmulated', Message: `The cdk-org-guard sandbox doesn't emulate ${named}` } } });
  });

  test('a field that is called like the prototype of objects changes nothing else', async () => {
    await ask(query({ Action: 'GetCallerIdentity', Version: '2011-06-15', '__proto__.polluted': 'yes', 'constructor.prototype.polluted': 'yes' }));
    expect(Object.prototype).not.toHaveProperty('polluted');
  });

  test('characters that XML gives a meaning arrive as they are', async () => {
    const { body } = await ask(query({ Action: '<a> & "b"', Version: '2010-05-15' }));
    expect(body).toMatchObject({ ErrorResponse: { Error: { Message: 'The cdk-org-guard sandbox doesn\'t emulate cloudformation:<a> & "b"' } } });
  });

  test('moments are texts, lists have members and what is not there is left out', async () => {
    await world.deploy({ A: thing() });
    const { status, body } = await ask(query({ Action: 'ListStackResources', Version: '2010-05-15', StackName: 'Stack' }));
    expect(status).toBe(200);
    expect(body).toEqual({
      ListStackResourcesResponse: {
        ListStackResourcesResult: {
          StackResourceSummaries: {
            member: [
              expect.objectContaining({ LogicalResourceId: 'Handler' }),
              {
                LogicalResourceId: 'A', PhysicalResourceId: 'id-of-A', ResourceType: 'Custom::Thing', ResourceStatus: 'CREATE_COMPLETE',
                LastUpdatedTimestamp: expect.stringMatching(/^2026-01-01T00:00:00\.\d{3}Z$/),
              },
            ],
          },
        },
        ResponseMetadata: { RequestId: UUID },
      },
    });
  });
});

describe('in the protocol of S3', () => {
  test.each([
    { method: 'POST', path: '/assets/folder/code.zip', parameters: 'uploads', named: 's3 POST of object assets folder/code.zip with ?uploads=' },
    { method: 'GET', path: '/assets', parameters: '', named: 's3 GET of bucket assets with ?' },
    { method: 'GET', path: '/assets', parameters: 'list-type=1', named: 's3 GET of bucket assets with ?list-type=1' },
    { method: 'PUT', path: '/assets/', parameters: 'acl', named: 's3 PUT of bucket assets with ?acl=' },
    { method: 'PATCH', path: '/', parameters: '', named: 's3 PATCH of service with ?' },
  ])('$named is refused by name', async ({ method, path, parameters, named }) => {
    expect(await ask({ method, path, query: new URLSearchParams(parameters), headers: signedFor('s3') })).toEqual({
      status: 400,
      headers: { 'content-type': 'application/xml', 'x-amz-request-id': UUID, 'x-amz-id-2': UUID },
      body: expect.objectContaining({ Error: { Code: 'NotEmulated', Message: `The cdk-org-guard sandbox doesn't emulate ${named}`, RequestId: UUID, HostId: UUID } }) as object,
    });
  });

  test('an object that is not there is missing as in S3', async () => {
    expect(await ask({ method: 'GET', path: '/cdk-hnb659fds-assets-123456789012-us-east-1/nothing.zip' })).toEqual({
      status: 404,
      headers: { 'content-type': 'application/xml', 'x-amz-request-id': UUID, 'x-amz-id-2': UUID },
      body: expect.objectContaining({
        Error: { Code: 'NoSuchKey', Message: 'The specified key does not exist.', Key: 'nothing.zip', RequestId: UUID, HostId: UUID },
      }) as object,
    });
  });
});

describe('in a protocol of paths', () => {
  test('another operation of Lambda is refused by name', async () => {
    expect(await ask({ path: '/2015-03-31/functions/handler/policy', headers: signedFor('lambda') })).toEqual({
      status: 400,
      headers: { 'content-type': 'application/json', 'x-amzn-errortype': 'NotEmulated' },
      body: { Type: 'User', Message: 'The cdk-org-guard sandbox doesn\'t emulate lambda POST /2015-03-31/functions/handler/policy' },
    });
  });

  test.each([
    { service: 'scheduler', method: 'PUT', path: '/schedules/tomorrow' },
    { service: 'eks', method: 'GET', path: '/clusters/one' },
    { service: 'lambda', method: 'GET', path: '/2017-03-31/tags/one' },
    { service: 'monitoring', method: 'POST', path: '/service/GraniteServiceVersion20100801/operation/PutMetricData' },
  ])('$service is refused by name, and nothing is taken for an object of S3', async ({ service, method, path }) => {
    expect(await ask({ method, path, headers: signedFor(service) })).toEqual({
      status: 400,
      headers: { 'content-type': 'application/json', 'x-amzn-errortype': 'NotEmulated', 'x-amzn-requestid': UUID },
      body: { message: `The cdk-org-guard sandbox doesn't emulate the service ${service} (${method} ${path})` },
    });
    expect((await ask({ method: 'GET', path, headers: signedFor('s3') })).status).not.toBe(200);
  });
});
