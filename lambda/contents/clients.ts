import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import {
  IdentitystoreClient, ListGroupMembershipsCommand, ListGroupsCommand, ListUsersCommand,
} from '@aws-sdk/client-identitystore';
import { GetObjectCommand, paginateListObjectsV2, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { identityStoreCallsIn } from '../identity-store/clients';
import { acknowledged, complete, completeId } from '../sdk/complete';
import type { EventCalls, ObjectCalls, WorkflowCalls } from './contents-calls';
import type { StoreCalls } from './pass/paced-calls';

/**
 * The calls of the Identity Store's clients, with its lists.
 *
 * @param now the function's clock, in milliseconds since 1970
 */
export function storeCallsIn(makeClient: (region: string | undefined) => IdentitystoreClient, now: () => number): (region: string | undefined) => StoreCalls {
  const clients = new Map<string | undefined, IdentitystoreClient>();
  const clientIn = (region: string | undefined): IdentitystoreClient => {
    const client = clients.get(region) ?? makeClient(region);
    clients.set(region, client);
    return client;
  };
  const callsIn = identityStoreCallsIn(clientIn, now);
  return (region) => {
    const calls = callsIn(region);
    const client = clientIn(region);
    return {
      ...calls,
      listUsers: async (input) => {
        const page = acknowledged(await client.send(new ListUsersCommand(input)));
        return { ...page, Users: complete(page.Users, 'Users') };
      },
      listGroups: async (input) => {
        const page = acknowledged(await client.send(new ListGroupsCommand(input)));
        return { ...page, Groups: complete(page.Groups, 'Groups') };
      },
      listGroupMemberships: async (input) => {
        const page = acknowledged(await client.send(new ListGroupMembershipsCommand(input)));
        return { ...page, GroupMemberships: complete(page.GroupMemberships, 'GroupMemberships') };
      },
    };
  };
}

/** The calls of S3's client. */
export function objectCalls(client: S3Client): ObjectCalls {
  return {
    async getObject(Bucket, Key, VersionId) {
      const { Body, ETag } = await client.send(new GetObjectCommand({ Bucket, Key, VersionId }));
      return { body: await complete(Body, 'Body').transformToByteArray(), entityTag: complete(ETag, 'ETag') };
    },
    async putObject(Bucket, Key, Body, condition) {
      const { ETag } = await client.send(new PutObjectCommand({
        Bucket, Key, Body,
        ...(condition === 'ABSENT' && { IfNoneMatch: '*' }),
        ...(typeof condition === 'object' && { IfMatch: condition.over }),
      }));
      return complete(ETag, 'ETag');
    },
    async listKeys(Bucket, Prefix) {
      const keys: string[] = [];
      for await (const page of paginateListObjectsV2({ client }, { Bucket, Prefix })) keys.push(...(acknowledged(page).Contents ?? []).map(({ Key }) => Key ?? ''));
      return keys;
    },
  };
}

/** The calls of the client of Step Functions. */
export function workflowCalls(client: SFNClient): WorkflowCalls {
  return {
    startExecution: async (stateMachineArn, name, input) => acknowledged(await client.send(new StartExecutionCommand({ stateMachineArn, name, input }))),
  };
}

/** What the service says of an event in an answer that is none of an error. */
export class RefusedEvent extends Error {
  public readonly $metadata = { httpStatusCode: 400 };

  constructor(public override readonly name: string, message: string) {
    super(message);
  }
}

/** The calls of the client of EventBridge. */
export function eventCalls(client: EventBridgeClient): EventCalls {
  return {
    async putEvent(Source, DetailType, Detail) {
      const { Entries: [entry] = [] } = acknowledged(await client.send(new PutEventsCommand({ Entries: [{ Source, DetailType, Detail }] })));
      if (entry?.ErrorCode !== undefined) throw new RefusedEvent(entry.ErrorCode, entry.ErrorMessage ?? '');
      return completeId(entry?.EventId, 'EventId');
    },
  };
}
