import type fc from 'fast-check';
import type { Stack } from 'aws-cdk-lib';
import type { FunctionContext } from '../../lambda/custom-resource/event-handler';
import type { ConflictPolicyName } from '../../lib/contract/identity-store';
import type { Properties } from '../../sandbox/cloudformation/template';
import type { OrganizationsSeed } from '../../sandbox/organizations/seed';
import type { Sandbox } from '../../sandbox/sandbox';
import type { Delivery } from './deliveries';
import type { ExcuseOfClaim } from './excuses';
import type { Holding } from './invariants/holdings';
import type { Change } from './ledger';
import type { Run } from './run';

/** What a stack declares, as data that a run can be replayed from. */
export interface Declaration {
  readonly kind: string;
  /** Properties, or what they are made of once it is known what else the template has. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly policy: ConflictPolicyName;
  /** Whether a condition leaves it out. */
  readonly isLeftOut?: boolean;
  readonly removal: 'DESTROY' | 'RETAIN' | 'RETAIN_ON_UPDATE_OR_DELETE';
}

/** What somebody else does, as data. */
export interface Act {
  readonly does: string;
  /** Which of those that are there, modulo their number. */
  readonly which: number;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Something that a service holds, as it is at a moment. Its value is never changed, only replaced. */
export interface Entity {
  readonly kind: string;
  readonly id: string;
  readonly value: object;
}

/** What else a template declares, and what is there. */
export interface Surroundings {
  /** The logical ids of this kind in the template. */
  declared(kind: string): readonly string[];
  readonly sandbox: Sandbox;
  /** Whether somebody else made it. */
  isOthers(id: string): boolean;
}

/** What a resource says and what there is, when it is to be as declared. */
export interface Claim {
  readonly holding: Holding;
  readonly properties: Properties;
  /** What it was before, if the event was an Update. */
  readonly before: Properties | undefined;
  /** Whether the stack went back to these properties, by an event of the rollback itself. */
  readonly isRollback: boolean;
  /** The function has seen everything that was there by then. */
  readonly looked: number;
  live(id: string): Entity | undefined;
  /** Whether there is such an entity, and was when the function looked. */
  wasThere(matches: (entity: Entity) => boolean): boolean;
}

/** Something that isn't as it is declared. */
export interface Difference {
  /** In words. */
  readonly what: string;
  /** Those that may excuse it. */
  readonly excuses: readonly ExcuseOfClaim[];
}

/** What an answer tells of an entity. */
export interface Told {
  readonly properties: Properties;
  /** What the answer has for other resources. */
  readonly attributes: Readonly<Record<string, string>>;
  /** As what the function may have seen the entity. */
  readonly seen: readonly Entity[];
  /** Whether it was there, and nobody made it for this resource. */
  readonly isTakenOver: boolean;
}

/** A further resource of the same construct. */
export interface Companion {
  /** Of the construct that it is in the template. */
  readonly name: string;
  readonly kind: string;
  readonly properties: Properties;
}

/** A kind of guarded resource. */
export interface Kind {
  readonly resourceType: string;
  /** The properties as the template has them, without what every guarded resource has; none if it can't be declared now. */
  properties(declaration: Declaration, surroundings: Surroundings): Properties | undefined;
  /** What else the construct makes, after the resource with this logical id. */
  companions?(declaration: Declaration, logicalId: string): readonly Companion[];
  /** What the function's part of the template depends on; the kind itself by default. */
  aspects?(declaration: Declaration): readonly string[];
  /** What no two declarations of a stack may have in common: constructs refuse that. */
  keyOf(properties: Properties): string;
  /** The ids of the entities that it is about; what it holds by default. */
  concerns?(holding: Holding, properties: Properties): readonly string[];
  /** How what is there differs from what the resource says; nothing if it is as declared. */
  differences(claim: Claim): Difference[];
  /** What a failure about it has to mention: one of these. */
  namesOf(properties: Properties, physicalId: string | undefined): string[];
  /** What isn't so of what an answer tells, in words. */
  objectionToAnswer?(told: Told): string | undefined;
  /** Whether what it created is kept when the stack is rolled back. */
  readonly isKeptByRollbacks?: boolean;
  /** Whether somebody owns it now who keeps it from being deleted. */
  isTakenOver?(entity: Entity): boolean;
}

export type Handler = (event: any, context: FunctionContext) => Promise<unknown>;

/**
 * What the simulation has to know of a service: how it is declared, who else changes it, what it holds. Everything else is
 * the same for every domain.
 */
export interface Domain {
  readonly name: string;
  readonly kinds: Readonly<Record<string, Kind>>;
  readonly declaration: fc.Arbitrary<Declaration>;
  /** The kinds of which some refer to others, so that a stack with all of them shows more. */
  readonly together: readonly string[];
  readonly act: fc.Arbitrary<Act>;
  /** The calls that its functions make, as policies name them. */
  readonly operations: readonly string[];
  /** What the sandbox has from the beginning. */
  readonly organizations?: OrganizationsSeed;
  /** Declares what has these aspects with the real constructs, so that the function's part of the template is the real one. */
  declare(scope: Stack, aspects: readonly string[]): void;
  /** Does what somebody else does; refusals are nothing special. */
  perform(act: Act, sandbox: Sandbox): void;
  entities(sandbox: Sandbox): Entity[];
  /** Whether an operation is about this kind of entity, and doesn't just happen to change it. */
  isAbout(operation: string, entityKind: string): boolean;
  /** Why a function may not make this change, in words. */
  objection(run: Run, change: Change, author: Delivery): string | undefined;
  /** Whether there are changes that reads don't show yet. */
  isLagging(sandbox: Sandbox): boolean;
}
