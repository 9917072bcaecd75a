/** What values of a template refer to, by logical ids of resources and by names of parameters. */
export type Referred = ReadonlyMap<string, string>;

/** A text, or what a reference to a resource or a parameter stands for. The physical id of what has an ARN as its id is its ARN. */
export function resolved(value: unknown, values: Referred): string | undefined {
  if (typeof value === 'string') return value;
  const { Ref: name, 'Fn::GetAtt': attribute } = (value ?? {}) as { readonly Ref?: unknown; readonly 'Fn::GetAtt'?: readonly unknown[] };
  return values.get(String(name ?? (attribute?.[1] === 'Arn' ? attribute[0] : ''))) || undefined;
}
