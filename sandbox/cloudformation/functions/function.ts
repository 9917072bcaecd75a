import { ServiceError } from '../../protocol/service-error';
import type { Json, Template } from '../template';

/** What intrinsic functions can refer to. */
export interface Scope {
  readonly template: Template;
  /** Parameters and pseudo parameters. */
  readonly parameters: ReadonlyMap<string, Json>;
  /** What `Ref` of a resource gives. */
  ref(logicalId: string): Json;
  /** What `Fn::GetAtt` of a resource gives. */
  attribute(logicalId: string, name: string): Json;
  importValue(name: string): Json;
  /** What `Fn::GetStackOutput` gives. */
  stackOutput(reference: StackOutputReference): Json;
  /** Whether what can't be known is a value as well, instead of an error. */
  readonly allowsUnknown?: boolean;
}

/** An output of a stack, wherever that is. */
export interface StackOutputReference {
  readonly StackName: string;
  readonly OutputName: string;
  readonly Region?: string;
  readonly RoleArn?: string;
}

/** The value of a property that isn't there. */
export const NO_VALUE = Symbol('AWS::NoValue');
export type Value = Json | typeof NO_VALUE;

/** What a function can do with its argument. */
export interface Evaluation {
  readonly scope: Scope;
  /** Resolves every function in a value. What has no value is null. */
  resolve(value: Json): Json;
  /** Resolves every function in a value. */
  evaluate(value: Json): Value;
  /** Whether a condition of the template holds. */
  holds(condition: string): boolean;
}

/** An intrinsic function. It is given its argument as it is written. */
export type IntrinsicFunction = (argument: Json, evaluation: Evaluation) => Value;

/** Whether a value has members, as a function has, or a structure of properties. */
export function isMembers(value: Json | undefined): value is { [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The name and the argument of the function that an object stands for. */
export function functionIn(value: { readonly [name: string]: Json }): [string, Json] | undefined {
  const [[name, argument] = ['', null], ...others] = Object.entries(value);
  return others.length === 0 && (name === 'Ref' || name === 'Condition' || name.startsWith('Fn::')) ? [name, argument] : undefined;
}

/** How a value appears within a text. */
export function textOf(value: Json): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

export function templateError(message: string): ServiceError {
  return new ServiceError('ValidationError', `Template error: ${message}`);
}
