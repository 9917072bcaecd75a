import type { Environment } from '../environment';
import type { Callers } from '../security/callers';
import type { CustomResources, EventReceiver } from './custom-resources';
import type { ResourceTypeTable } from './resource-provider';

/** What is otherwise in a rehearsal than in a deployment: it looks at some of the resources only, and hears of everything that is refused. */
export interface Rehearsal {
  /** Whether a failure of one resource ends the operation, as it does in a deployment. Otherwise only what depends on it isn't reached. */
  readonly endsAtFailure: boolean;
  /**
   * Reads a template.
   *
   * @throws ServiceError `ValidationError`
   */
  structureOf(text: string): Readonly<Record<string, unknown>>;
  /** What is rehearsed of a template, before its transforms and after them. */
  prepare(structure: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
  /** Who makes the resources of an account in a Region. */
  resourceTypes(surroundings: RehearsalSurroundings): ResourceTypeTable;
}

export interface RehearsalSurroundings {
  readonly environment: Environment;
  readonly callers: Callers;
  /** As they are made in a deployment. */
  readonly emulated: ResourceTypeTable;
  /** Custom resources whose events are sent to somebody else than to functions. */
  customResources(receiver: EventReceiver): CustomResources;
}

/** The status of a resource that depends on one that has failed. */
export const NOT_REACHED = 'NOT_REACHED';
