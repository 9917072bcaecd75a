import type { GuardedProperties } from '../../lib/private/contract';
import type { PropertyReader } from '../custom-resource/properties';
import type { CreateRequest, UpdateRequest } from '../custom-resource/resource';
import type { AwsError } from '../guard/aws-error';
import { Unanswered, wasMadeBy } from '../guard/call';
import type { CallResult } from '../guard/result';
import type { Finding } from '../guard/creation';
import type { Failure } from '../guard/failure';
import type { Holder } from '../guard/stack-view';
import { areExactly, Attributes, Difference } from './attributes';

/** A user or group as it is in the store. */
export interface LiveEntity {
  readonly id: string;
  readonly name: string;
  readonly attributes: Attributes;
  /** Whether an external identity provider owns it. */
  readonly isManagedExternally: boolean;
  /** Milliseconds since 1970, if the service tells. */
  readonly createdAt: number | undefined;
}

/** What a Delete has to know of an entity. */
export interface Identifying {
  readonly IdentityStoreId: string;
  readonly Region?: string;
  /** For messages. */
  readonly name: string;
}

/** A request about an entity, of which `oldProperties` are only there in an update. */
export type Declaration<Properties> = CreateRequest<Properties> & Partial<Pick<UpdateRequest<Properties>, 'oldProperties'>>;

/** What became of writing attributes: what the service said, or a failure that says it better. */
export type Written = CallResult<unknown> | Failure;

/** What users and groups don't have in common. Their life cycle is in `entity-resource.ts`. */
export interface EntityKind<Properties extends GuardedProperties> {
  /** As messages name it. */
  readonly noun: 'user' | 'group';
  /** The attribute that names it, by its path in an update. */
  readonly namePath: 'userName' | 'displayName';
  /** Paths of texts that the service may store in lower case. */
  readonly caseless: readonly string[];
  /** Which attribute of the answer has the id. */
  readonly idAttribute: 'UserId' | 'GroupId';

  read(properties: PropertyReader): Properties;
  nameOf(properties: Properties): string;
  readName(properties: PropertyReader): string;
  attributesOf(properties: Properties): Attributes;

  /** @returns the id of what was created */
  create(declaration: Declaration<Properties>, unanswered: Unanswered[]): Promise<CallResult<string>>;
  describe(declaration: Declaration<Properties>, id: string): Promise<CallResult<LiveEntity>>;
  /** What has the name, or something else, that a create conflicts with. */
  find(declaration: Declaration<Properties>, conflict?: AwsError): Promise<Finding<LiveEntity>>;
  update(declaration: Declaration<Properties>, live: LiveEntity, differences: readonly Difference[]): Promise<Written>;
  delete(session: CreateRequest<unknown>['session'], properties: Identifying, id: string): Promise<CallResult<unknown>>;

  /** Why the existing entity may be another one than the declared, if it may. `holder` is the resource of this stack that has it. */
  doubtOf(declaration: Declaration<Properties>, live: LiveEntity, holder: Holder | undefined): Failure | undefined;
  /** What to say of an update that conflicts with another entity. */
  conflictOf(declaration: Declaration<Properties>, live: LiveEntity, differences: readonly Difference[], error: AwsError): Promise<Failure>;
}

/**
 * Whether the existing entity is what this very invocation created in an attempt whose answer was lost. Everything else
 * counts as adopted, which at worst leaves an entity behind and never deletes what may be somebody else's.
 */
export function isOwnLostCreate(declared: Attributes, live: LiveEntity, unanswered: readonly Unanswered[]): boolean {
  return wasMadeBy(unanswered, live.createdAt)
    && areExactly(declared, live.attributes)
    && !live.isManagedExternally;
}
