import { S3Client } from '@aws-sdk/client-s3';
import { CampaignDependencies, campaignHandler, runHandler } from '../../lambda/campaign/handler';
import type { LogLine } from '../../lambda/custom-resource/event-handler';
import { contentsHandler, ContentsDependencies } from '../../lambda/contents/handler';
import { passHandler } from '../../lambda/contents/workflow/pass-handler';
import { identityStoreHandler, IdentityStoreDependencies } from '../../lambda/identity-store/handler';
import { awaitingHandler, organizationsHandler, OrganizationsDependencies } from '../../lambda/organizations/handler';
import { ROLE_NAME } from '../../lib/contract/custom-resource';
import type { FunctionDefinition } from '../../sandbox/lambda/function';
import type { HttpRequest, HttpResponse } from '../../sandbox/protocol/http';
import type { Time } from '../../sandbox/time/time';
import { authorizationOf, ClientMaker, handlerDependencies, uploadAnswer } from '../../rehearsal/functions/handler-dependencies';
import { uuid } from '../../sandbox/randomness';
import { HOMEPAGE } from '../support/homepage';
import type { Delivery } from './deliveries';
import type { Handler } from './domain';
import { Outbound, providerFramework } from './provider-framework';
import type { Lease } from './reused-clients';
import { SIBLING_HANDLER, siblingHandler } from './contents/sibling';

export type AwaitingDependencies = Parameters<typeof awaitingHandler>[0];

/** Makes the handlers of the library's functions. A test passes some in which something is broken. */
export interface Builds {
  readonly identityStore: (dependencies: IdentityStoreDependencies) => Handler;
  readonly organizations: (dependencies: OrganizationsDependencies) => Handler;
  readonly contents: (dependencies: ContentsDependencies) => Handler;
  readonly pass: (dependencies: ContentsDependencies) => Handler;
  readonly campaign: (dependencies: CampaignDependencies) => Handler;
  readonly run: (dependencies: CampaignDependencies) => Handler;
  readonly awaiting: (dependencies: AwaitingDependencies) => Handler;
}

export const LIBRARY: Builds = {
  identityStore: identityStoreHandler, organizations: organizationsHandler, contents: contentsHandler, pass: passHandler, awaiting: awaitingHandler,
  campaign: campaignHandler, run: runHandler,
};

/** What a handler gets from the execution environment that it is in. */
export interface HandlerSurroundings {
  readonly builds: Builds;
  readonly time: Time;
  readonly random: () => number;
  readonly clients: Lease;
  readonly accessKeyId: string;
  readonly answer: (request: HttpRequest) => Promise<HttpResponse>;
  /** Is told what goes to CloudFormation. */
  readonly answered: (body: string) => void;
  readonly logged: (line: LogLine) => void;
  readonly endEnvironment: () => void;
}

/** Which function it is, of those that a stack can have. */
export function partOf({ handler, name }: FunctionDefinition): Delivery['part'] {
  if (handler.startsWith('framework.')) return 'FRAMEWORK';
  if (handler === 'index.awaiting') return 'AWAITING';
  if (handler === SIBLING_HANDLER) return 'SIBLING';
  if (handler === 'index.pass') return 'PASS';
  if (name.includes('CdkOrgGuardCampaign')) return handler === 'index.run' ? 'RUN' : 'CAMPAIGN';
  if (name.includes('CdkOrgGuardContents')) return 'CONTENTS';
  return name.includes('CdkOrgGuardOrganizations') ? 'ORGANIZATIONS' : 'IDENTITY_STORE';
}

/** The handler of a function, with the real clients. */
export function handlerOf(definition: FunctionDefinition, given: HandlerSurroundings): Handler {
  const { builds, time, random, clients, answer, logged: log, endEnvironment } = given;
  const makeClient: ClientMaker = (clientClass, { region, credentials } = {}) =>
    clients.client(clientClass, { authorization: authorizationIn(clientClass, credentials?.accessKeyId ?? given.accessKeyId), answer }, region);
  const putAnswer = (url: string, body: string): Promise<number> => put(given, new URL(url), body);
  const dependencies = { ...handlerDependencies({ homepage: HOMEPAGE, makeClient, time, random }), putAnswer, log, endEnvironment };

  switch (partOf(definition)) {
    case 'IDENTITY_STORE':
      return builds.identityStore({ ...dependencies, roleName: definition.environment[ROLE_NAME] });
    case 'ORGANIZATIONS':
      return builds.organizations(dependencies);
    case 'CONTENTS':
    case 'PASS': {
      const build = partOf(definition) === 'PASS' ? builds.pass : builds.contents;
      return build({
        // Its pace makes it wait for parts of milliseconds, which no clock of a function tells.
        ...dependencies, surroundings: { ...dependencies.surroundings, now: () => Math.floor(time.now()) },
        s3: () => makeClient(S3Client), roleName: definition.environment[ROLE_NAME], newHolder: () => uuid(random), writeMetrics: () => undefined,
      });
    }
    case 'CAMPAIGN':
    case 'RUN': {
      const build = partOf(definition) === 'RUN' ? builds.run : builds.campaign;
      return build({ ...dependencies, s3: () => makeClient(S3Client), newHolder: () => uuid(random), writeMetrics: () => undefined });
    }
    case 'SIBLING':
      return siblingHandler(time, putAnswer);
    case 'AWAITING':
      return builds.awaiting({ ...dependencies, log: () => undefined });
    case 'FRAMEWORK':
      return providerFramework({
        outbound: outboundOf(given), variables: definition.environment, sleep: (milliseconds) => time.sleep(milliseconds), random,
      }, definition.handler);
  }
}

/** Requests for S3 have nothing but their signature to tell them from others. */
function authorizationIn(clientClass: unknown, accessKeyId: string): string {
  const authorization = authorizationOf(accessKeyId);
  return clientClass === S3Client ? authorization.replace('/any/', '/s3/') : authorization;
}

function put({ accessKeyId, answer, answered }: HandlerSurroundings, url: URL, body: string): Promise<number> {
  answered(body);
  return uploadAnswer(answer, accessKeyId, url, body);
}

/** How long the framework waits for a function that it can't invoke, in seconds. */
const LONGEST_WAIT_FOR_FUNCTION = 300;

/**
 * The calls of the framework's own clients, which nothing happens to: they retry by themselves. A function that it can't invoke,
 * because its policy isn't effective yet, is asked about every second until that is answered, and invoked again.
 */
function outboundOf(given: HandlerSurroundings): Outbound {
  const authorization = authorizationOf(given.accessKeyId);
  const send = (method: string, path: string, body = '', headers: Readonly<Record<string, string>> = {}): Promise<HttpResponse> => given.answer({
    method, host: 'aws.invalid', path, query: new URLSearchParams(), headers: { authorization, ...headers }, body: Buffer.from(body),
  });
  return {
    async startExecution(input) {
      const { status, body = '' } = await send('POST', '/', JSON.stringify(input), { 'x-amz-target': 'AWSStepFunctions.StartExecution' });
      if (status !== 200) throw new Error(String(body));
    },
    async invokeFunction({ FunctionName, Payload }) {
      const path = `/2015-03-31/functions/${FunctionName}`;
      let invoked = await send('POST', `${path}/invocations`, Payload);
      if (invoked.status !== 200) {
        for (let seconds = 0; seconds < LONGEST_WAIT_FOR_FUNCTION && (await send('GET', path)).status !== 200; seconds++) await given.time.sleep(1_000);
        invoked = await send('POST', `${path}/invocations`, Payload);
      }
      const { status, headers = {}, body = '' } = invoked;
      if (status !== 200) throw new Error(String(body));
      const FunctionError = headers['x-amz-function-error'];
      return { Payload: Buffer.from(body), ...(FunctionError !== undefined && { FunctionError }) };
    },
    async httpRequest({ hostname, path }, body) {
      const status = await put(given, new URL(`https://${hostname}${path}`), body);
      if (status >= 400) throw new Error(`Unsuccessful HTTP response: ${status}`);
    },
  };
}
