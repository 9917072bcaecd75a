import type {
  Account, CancelHandshakeRequest, DescribeAccountRequest, DescribeHandshakeRequest, DescribeOrganizationResponse, Handshake, HandshakeFilter,
  InviteAccountToOrganizationRequest, ListParentsRequest, MoveAccountRequest, Parent, Tag, TagResourceRequest,
} from '@aws-sdk/client-organizations';

/** One page of a list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextToken?: string;
}

/** The calls to AWS Organizations that the resources need. Each throws what the SDK throws. */
export interface OrganizationsCalls {
  describeOrganization(): Promise<DescribeOrganizationResponse>;
  describeAccount(input: DescribeAccountRequest): Promise<Account>;
  listAccounts(nextToken: string | undefined): Promise<Page<Account>>;

  inviteAccount(input: InviteAccountToOrganizationRequest): Promise<Handshake>;
  describeHandshake(input: DescribeHandshakeRequest): Promise<Handshake>;
  listHandshakes(filter: HandshakeFilter, nextToken: string | undefined): Promise<Page<Handshake>>;
  cancelHandshake(input: CancelHandshakeRequest): Promise<unknown>;
  acceptHandshake(handshakeId: string): Promise<unknown>;
  enableAllFeatures(): Promise<Handshake>;

  listParents(input: ListParentsRequest): Promise<readonly Parent[]>;
  moveAccount(input: MoveAccountRequest): Promise<unknown>;
  listTags(resourceId: string, nextToken: string | undefined): Promise<Page<Tag>>;
  tagResource(input: TagResourceRequest): Promise<unknown>;
}

/** A role in another account, and what may be done with it. */
export interface AssumedRole {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly externalId?: string;
  /** JSON of the session policy. */
  readonly policy: string;
}

/** The calls of a role that is assumed. */
export type AcceptingRole = Pick<OrganizationsCalls, 'acceptHandshake'>;

/** What is asked in the name of a role in another account. */
export interface RoleCalls {
  /** The calls of a role, once it is assumed. */
  assumeRole(role: AssumedRole): Promise<AcceptingRole>;
}
