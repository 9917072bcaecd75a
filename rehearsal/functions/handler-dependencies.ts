import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IdentitystoreClient } from '@aws-sdk/client-identitystore';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { STSClient } from '@aws-sdk/client-sts';
import type { ContentsDependencies } from '../../lambda/contents/handler';
import type { HandlerDependencies } from '../../lambda/custom-resource/event-handler';
import type { IdentityStoreDependencies } from '../../lambda/identity-store/handler';
import type { SessionCredentials } from '../../lambda/organizations/clients';
import type { OrganizationsDependencies } from '../../lambda/organizations/handler';
import type { HttpRequest, HttpResponse } from '../../sandbox/protocol/http';
import type { Time } from '../../sandbox/time/time';
import { reachable } from './wire-handler';

/** A class of clients of the SDK. */
export type ClientClass = new (settings: any) => { readonly middlewareStack: { remove(middleware: string): boolean } };

/** Makes a client, with the Region and the credentials of the function unless others are given. */
export type ClientMaker = <Class extends ClientClass>(
  clientClass: Class, others?: { readonly region?: string | undefined; readonly credentials?: SessionCredentials | undefined },
) => InstanceType<Class>;

export interface HandlerSurroundings {
  readonly makeClient: ClientMaker;
  readonly time: Time;
  readonly random: () => number;
  /** Where the documentation of the reasons is. */
  readonly homepage: string;
}

/** What all handlers of the library get from outside, but for what becomes of their answers and of their logs. */
type SharedDependencies = Pick<HandlerDependencies, 'surroundings' | 'homepage'>
  & Pick<IdentityStoreDependencies, 'identityStore'> & Pick<OrganizationsDependencies, 'organizations' | 'sts' | 'cloudFormation'> & Pick<ContentsDependencies, 's3' | 'stepFunctions' | 'eventBridge'>;

export function handlerDependencies({ makeClient, time, random, homepage }: HandlerSurroundings): SharedDependencies {
  return {
    surroundings: { now: () => time.now(), sleep: (milliseconds) => time.sleep(milliseconds), random },
    homepage,
    cloudFormation: () => makeClient(CloudFormationClient),
    identityStore: (region) => makeClient(IdentitystoreClient, { region }),
    organizations: (credentials) => makeClient(OrganizationsClient, { credentials }),
    sts: () => makeClient(STSClient),
    s3: () => makeClient(S3Client),
    stepFunctions: () => makeClient(SFNClient),
    eventBridge: () => makeClient(EventBridgeClient),
  };
}

/** Makes a new client each time. */
export function newClients(settings: object): ClientMaker {
  return (clientClass, { region, credentials } = {}) =>
    new clientClass({ ...settings, ...(region !== undefined && { region }), ...(credentials && { credentials }) }) as InstanceType<typeof clientClass>;
}

/** The header of a request whose signature nobody checks. */
export function authorizationOf(accessKeyId: string): string {
  return `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/us-east-1/any/aws4_request`;
}

/** Uploads an answer to its signed URL, in the name of whoever has the access key, and gives the status. */
export async function uploadAnswer(
  answer: (request: HttpRequest) => Promise<HttpResponse>, accessKeyId: string, { hostname, pathname, searchParams }: URL, body: string,
): Promise<number> {
  const { status } = await reachable(() => answer({
    method: 'PUT',
    host: hostname,
    path: decodeURIComponent(pathname),
    query: searchParams,
    headers: { authorization: authorizationOf(accessKeyId), 'content-type': '', 'content-length': String(Buffer.byteLength(body)) },
    body: Buffer.from(body),
  }));
  return status;
}
