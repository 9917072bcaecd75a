import type { ListShape, MembersShape, RecordShape, Shape, TextShape } from '../../sandbox/seed/shape';

/** The type of what a shape lets through. */
export type TypeOf<Of extends Shape> =
  Of extends TextShape<infer Value> ? Value
    : Of extends { readonly kind: 'NUMBER' } ? number
      : Of extends { readonly kind: 'BOOLEAN' } ? boolean
        : Of extends { readonly kind: 'ANY_OBJECT' } ? Readonly<Record<string, unknown>>
          : Of extends ListShape<infer Item> ? readonly TypeOf<Item>[]
            : Of extends RecordShape<infer Item> ? Readonly<Record<string, TypeOf<Item>>>
              : Of extends MembersShape<infer Declared, infer Required> ? Together<Declared, Required>
                : unknown;

type Together<Declared extends Readonly<Record<string, Shape>>, Required extends keyof Declared> = Flat<
  { readonly [Name in Required]: TypeOf<Declared[Name]> } & { readonly [Name in Exclude<keyof Declared, Required>]?: TypeOf<Declared[Name]> }
>;

type Flat<Members> = { readonly [Name in keyof Members]: Members[Name] };

/** Whether two types are the same, with what may be left out. Anything else than `true` doesn't compile where `true` is assigned to it. */
export type Same<One, Other> =
  (<Probe>() => Probe extends One ? 1 : 2) extends (<Probe>() => Probe extends Other ? 1 : 2) ? true : { readonly differs: [One, Other] };
