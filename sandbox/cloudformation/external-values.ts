import { callsIn } from './calls';
import { isDeclared } from './declared';
import type { Scope, StackOutputReference } from './functions/function';
import { conditionHolds, resolve } from './intrinsics';
import type { DynamicReferences } from './dynamic-references';
import { decidedIn, scopeBefore } from './decided';
import type { Json, Template } from './template';

/** What a template takes from outside its stack, by what it calls it. An update in which only that has changed is one too. */
export type ExternalValues = Readonly<Record<string, Json>>;

/**
 * Reads what a template takes from outside its stack, as far as its conditions leave it in.
 *
 * @throws ServiceError if something isn't there
 */
export function externalValues(template: Template, scope: Scope, dynamic: DynamicReferences): ExternalValues {
  const holds = (condition: string): boolean => conditionHolds(condition, scope);
  const resources = Object.values(template.Resources).filter(({ Condition }) => isDeclared(Condition, scope)).map(({ Properties = {} }) => Properties);
  const outputs = Object.values(template.Outputs ?? {}).filter(({ Condition }) => isDeclared(Condition, scope)).map(({ Value }) => Value);
  const references = [...resources, ...outputs]
    .flatMap((value) => callsIn('Fn::GetStackOutput', value, holds))
    .map((argument) => resolve(argument, scope));
  const fromStacks = references.map((reference): [string, Json] =>
    [JSON.stringify(reference), scope.stackOutput(reference as unknown as StackOutputReference)]);
  const before = scopeBefore(template, scope.parameters);
  return Object.fromEntries([...fromStacks, ...resources.flatMap((properties) => dynamic.plainIn(decidedIn(properties, before)))]);
}
