import type fc from 'fast-check';
import type { Stack } from 'aws-cdk-lib';
import type { IdentityStoreDependencies } from '../../lambda/identity-store/handler';
import type { ConflictPolicyName } from '../../lib/private/contract';
import type { Properties } from '../../sandbox/cloudformation/template';
import type { Sandbox } from '../../sandbox/sandbox';

/** What a stack declares, as data that a run can be replayed from. */
export interface Declaration {
  readonly kind: string;
  /** Properties, or what they are made of once it is known what else the template has. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly policy: ConflictPolicyName;
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
}

/** A kind of guarded resource. */
export interface Kind {
  readonly resourceType: string;
  /** The properties as the template has them, without what every guarded resource has; none if it can't be declared now. */
  properties(declaration: Declaration, surroundings: Surroundings): Properties | undefined;
  /** What no two declarations of a stack may have in common: constructs refuse that. */
  keyOf(properties: Properties): string;
  /** How the entity differs from the properties of its resource, in words; nothing if it is as declared. */
  differences(entity: Entity, properties: Properties, before: Properties | undefined): string[];
  /** What a failure about it has to mention: one of these. */
  namesOf(properties: Properties, physicalId: string | undefined): string[];
  /** Why a resource with these properties may not change the entity of somebody else that way, in words. */
  objection(before: Entity, after: Entity, properties: Properties, past: readonly Entity[]): string | undefined;
}

export type Handler = (event: any, context: { getRemainingTimeInMillis(): number }) => Promise<void>;

/** Makes the handler of a function. A test passes one in which something is broken. */
export type Build = (dependencies: IdentityStoreDependencies) => Handler;

/**
 * What the simulation has to know of a service: how it is declared, who else changes it, what it holds. Everything else is
 * the same for every domain.
 */
export interface Domain {
  readonly kinds: Readonly<Record<string, Kind>>;
  readonly declaration: fc.Arbitrary<Declaration>;
  readonly act: fc.Arbitrary<Act>;
  /** The calls that its functions make, as policies name them. */
  readonly operations: readonly string[];
  /** Declares one of each of these kinds with the real constructs, so that the function's part of the template is the real one. */
  declare(scope: Stack, kinds: readonly string[]): void;
  /** Does what somebody else does; refusals are nothing special. */
  perform(act: Act, sandbox: Sandbox): void;
  entities(sandbox: Sandbox): Entity[];
  /** Whether there are changes that reads don't show yet. */
  isLagging(sandbox: Sandbox): boolean;
}
