import type { GuardedProperties, StoreProperties } from '../../lib/contract/identity-store';
import type { PropertyReader } from '../custom-resource/properties';
import type { CreateRequest, Notice, UpdateRequest } from '../custom-resource/resource';
import type { AwsError } from '../errors/aws-error';
import type { Finding } from '../guard/creation';
import type { Failure } from '../guard/failure';
import type { CallResult } from '../guard/result';
import type { Unanswered } from '../guard/unanswered';
import type { Difference } from './attributes';
import type { DeclaredEntity, LiveEntity } from './declared-entity';

/** What a Delete has to know of an entity. */
export interface Identifying extends StoreProperties {
  /** For messages. */
  readonly name: string;
}

/** A request about an entity. Only an update has `oldProperties`. */
export type Declaration<Properties> = CreateRequest<Properties> & Partial<Pick<UpdateRequest<Properties>, 'oldProperties'>>;

/** A request to look at an entity. */
export interface Reading extends Pick<CreateRequest<unknown>, 'session'> {
  readonly properties: ReadProperties;
  readonly oldProperties?: ReadProperties;
}

/** Where an entity is; its extension is only read where one is declared. */
type ReadProperties = StoreProperties & { readonly Extensions?: unknown };

/** What became of writing attributes: what the service said, or a failure that says it better. */
export type Written = CallResult<unknown> | Failure;

/** What users and groups don't have in common. Their life cycle is in `entity-resource.ts`. */
export interface EntityKind<Properties extends GuardedProperties> {
  /** As messages name it. */
  readonly noun: DeclaredEntity['noun'];

  read(properties: PropertyReader): Properties;
  readName(properties: PropertyReader): string;
  declared(properties: Properties): DeclaredEntity;

  /**
   * What `Fn::GetAtt` can read beside the outcome.
   *
   * @param live what was seen last
   */
  attributesOf(id: string, live: LiveEntity | 'JUST_CREATED' | undefined): Readonly<Record<string, string>>;
  /** What whoever reads the log should know of what was seen. */
  noticeOf(live: LiveEntity): Notice | undefined;

  /** @returns the id of what was created */
  create(declaration: Declaration<Properties>, unanswered: Unanswered[]): Promise<CallResult<string>>;
  describe(reading: Reading, id: string): Promise<CallResult<LiveEntity>>;
  /** What is found by the name. */
  findNamed(declaration: Declaration<Properties>): Promise<CallResult<LiveEntity>>;
  /** The entity with the name, or with another value, that a create conflicts with. */
  find(declaration: Declaration<Properties>, conflict?: AwsError): Promise<Finding<LiveEntity>>;
  update(declaration: Declaration<Properties>, live: LiveEntity, differences: readonly Difference[]): Promise<Written>;
  delete(session: CreateRequest<unknown>['session'], properties: Identifying, id: string): Promise<CallResult<unknown>>;
  /** What to say of an update that conflicts with another entity. */
  conflictOf(declaration: Declaration<Properties>, live: LiveEntity, differences: readonly Difference[], error: AwsError): Promise<Failure>;
}
