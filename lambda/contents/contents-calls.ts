import type {
  ListGroupMembershipsRequest, ListGroupMembershipsResponse, ListGroupsRequest, ListGroupsResponse, ListUsersRequest, ListUsersResponse,
} from '@aws-sdk/client-identitystore';

/** An object of S3, and the entity tag by which a later write knows that it is still the same. */
export interface StoredObject {
  readonly body: Uint8Array;
  readonly entityTag: string;
}

/** When an object is written: only over the version with an entity tag, or only if there is none. */
export type WriteCondition = { readonly over: string } | 'ABSENT';

/** The calls to S3 that contents need. Each throws what the SDK throws, or that the answer isn't complete. */
export interface ObjectCalls {
  getObject(bucket: string, key: string, versionId?: string): Promise<StoredObject>;
  /** @returns the entity tag of what was written */
  putObject(bucket: string, key: string, body: Uint8Array, condition?: WriteCondition): Promise<string>;
  /** The keys that begin with a prefix, all of them, in the order of their UTF-8. */
  listKeys(bucket: string, prefix: string): Promise<readonly string[]>;
}

/** The calls to AWS Step Functions that contents need. Each throws what the SDK throws. */
export interface WorkflowCalls {
  startExecution(stateMachineArn: string, name: string, input: string): Promise<unknown>;
}

/** The calls to Amazon EventBridge that contents need. */
export interface EventCalls {
  /**
   * Puts one event on the default bus.
   *
   * @throws what the SDK throws, or what the answer says of the event
   */
  putEvent(source: string, detailType: string, detail: string): Promise<unknown>;
}

/** The lists of an Identity Store, a page each. */
export interface ListCalls {
  listUsers(input: ListUsersRequest): Promise<ListUsersResponse>;
  listGroups(input: ListGroupsRequest): Promise<ListGroupsResponse>;
  listGroupMemberships(input: ListGroupMembershipsRequest): Promise<ListGroupMembershipsResponse>;
}
