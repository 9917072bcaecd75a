import type { Failure } from '../guard/failure';
import type { Asker } from '../guard/stack-view';
import type { Owned } from '../guard/ownership';
import type { Session } from '../guard/session';
import type { Unanswered } from '../guard/unanswered';
import type { PropertyReader } from './properties';

/** What every request to a resource comes with. */
interface Request {
  readonly session: Session;
  readonly asker: Asker;
}

export interface CreateRequest<Properties> extends Request {
  readonly properties: Properties;
  /** Attempts of an earlier call of the function, which may have created it. Gets those of this one, too. */
  readonly unanswered?: Unanswered[];
}

export interface UpdateRequest<Properties> extends Request {
  readonly properties: Properties;
  readonly oldProperties: Properties;
  readonly owned: Owned;
}

export interface DeleteRequest<Identifying> extends Request {
  readonly properties: Identifying;
  readonly owned: Owned;
}

/** A Delete whose Create never answered. */
export interface OrphanRequest<Properties> extends Request {
  readonly properties: Properties;
}

/** A resource that is now as declared. */
export interface Managed {
  readonly kind: 'MANAGED';
  readonly owned: Owned;
  /** Every attribute, always: CloudFormation fails a template that reads a missing one. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly notice?: Notice;
}

/** What the log tells beside how an event ended. */
export type Notice = 'USER_DISABLED';

/** A resource that is gone, or was left where it is. */
export interface Released {
  readonly kind: 'RELEASED';
  /**
   * What became of it. It is `KEPT` if it just isn't this stack's. It is also kept if an identity provider owns it, or if a Create that never answered may have
   * left it behind and nothing proves that.
   */
  readonly released: 'DELETED' | 'KEPT' | 'KEPT_PROVIDER_OWNED' | 'KEPT_UNPROVEN';
}

export function managed(owned: Owned, attributes: Managed['attributes'], notice?: Notice): Managed {
  return { kind: 'MANAGED', owned, attributes, ...(notice && { notice }) };
}

export function released(how: Released['released']): Released {
  return { kind: 'RELEASED', released: how };
}

/**
 * A kind of guarded resource: what happens to one when CloudFormation creates, updates or deletes it. Only entities that
 * this library created reach `delete`, and only a Delete whose Create never answered reaches `deleteOrphan`.
 */
export interface GuardedResource<Properties, Identifying> {
  read(properties: PropertyReader): Properties;
  /** Reads only what a deletion needs, so that what another version of the library wrote can always be deleted. */
  readIdentifying(properties: PropertyReader): Identifying;
  create(request: CreateRequest<Properties>): Promise<Managed | Failure>;
  update(request: UpdateRequest<Properties>): Promise<Managed | Failure>;
  delete(request: DeleteRequest<Identifying>): Promise<Released | Failure>;
  /** Deletes what the Create has made all the same, if that is proven. @default nothing is looked for */
  deleteOrphan?(request: OrphanRequest<Properties>): Promise<Released | Failure>;
}
