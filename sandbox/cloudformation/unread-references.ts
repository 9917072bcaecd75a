import { isMembers } from './functions/function';
import { DynamicReferences } from './dynamic-references';
import type { ResourceProvider } from './resource-provider';
import type { Json } from './template';
import { unknown } from './unknown';

const REFERENCE = /\{\{resolve:([^}]*)\}\}/g;

/** Dynamic references where nobody reads what they refer to: they stand for values that only the deployment will know. */
export class UnreadReferences extends DynamicReferences {
  public override plain<Value extends Json>(value: Value): Value {
    return withUnknownReferences(value) as Value;
  }

  public override plainIn(_value: Json): [string, string][] {
    return [];
  }

  public override check(): void {
    // What isn't there is only known where it is read.
  }

  public override revealedTo(provider: ResourceProvider): ResourceProvider {
    return provider;
  }
}

/** A value in which what is read at deployment isn't known. */
export function withUnknownReferences(value: Json): Json {
  if (typeof value === 'string') return value.replace(REFERENCE, (_, reference: string) => unknown(`the value of ${reference}`));
  if (Array.isArray(value)) return value.map(withUnknownReferences);
  if (!isMembers(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withUnknownReferences(member)]));
}
