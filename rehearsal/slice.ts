import { isMembers } from '../sandbox/cloudformation/functions/function';
import { referencesIn } from '../sandbox/cloudformation/intrinsics';
import type { Json } from '../sandbox/cloudformation/template';

/** A template as it is written, or a part of one. */
export type Members = Readonly<Record<string, Json>>;

/** The part of a template that is rehearsed. */
export interface Slice {
  readonly template: Members;
  /** How many resources are left out. What CDK adds for its own statistics isn't counted. */
  readonly others: number;
}

/** They check what isn't there any more, or describe it. */
const LEFT_OUT: readonly string[] = ['Rules', 'Metadata', 'Hooks'];

const STATISTICS = 'AWS::CDK::Metadata';

/** Begins the name of what stands for resources that only a transform knows: `Fn::ForEach::Users`, `Fn::Transform`. */
const MADE_BY_TRANSFORM = 'Fn::';

/**
 * Takes the resources out of a template that are rehearsed, with all that they refer to.
 *
 * An output is in the slice if it refers to one of these, or to no resource at all; what else it refers to comes along. Parameters, mappings and conditions
 * stay as they are, used or not, and so do loops and other macros among the resources: what they make is only known once they are expanded. Of a resource that
 * is left out, what it imports stays: while it does, the export can't be changed.
 *
 * @param template with `Resources`; whatever else of it has an odd shape is taken as it is
 * @param isRehearsed tells whether resources of a type are rehearsed
 */
export function slice(template: Members, isRehearsed: (type: string) => boolean): Slice {
  const resources = membersOf(template.Resources);
  const outputs = membersOf(template.Outputs);
  const rehearsed = [...resources].filter(([name, definition]) => name.startsWith(MADE_BY_TRANSFORM) || isRehearsed(typeOf(definition))).map(([name]) => name);
  const needed = withReferences(rehearsed, resources);
  const toldOf = new Map([...outputs].filter(([, output]) => {
    const referred = referencesIn(output).filter((name) => resources.has(name));
    return referred.length === 0 || referred.some((name) => needed.has(name));
  }));
  const kept = withReferences([...needed, ...[...toldOf.values()].flatMap(referencesIn)], resources);
  const others = [...resources].filter(([name, definition]) => !kept.has(name) && typeOf(definition) !== STATISTICS);
  return {
    template: Object.fromEntries(Object.entries(template).filter(([section]) => !LEFT_OUT.includes(section)).map(([section, value]) => {
      if (section === 'Resources') return [section, Object.fromEntries([...resources].flatMap(([name, definition]) => kept.has(name) ? [[name, definition]] : importer(name, definition)))];
      return [section, section === 'Outputs' ? Object.fromEntries(toldOf) : value];
    })),
    others: others.length,
  };
}

/** A resource that does nothing but import. */
function importer(name: string, definition: Json): [string, Json][] {
  if (!isMembers(definition)) return [];
  const { Type: type = '', Condition: condition, Properties: properties = {} } = definition;
  const imports = importsIn(properties);
  if (imports.length === 0) return [];
  // Without a condition of its own: one that can't be decided would leave the whole stack without a plan.
  return [[name, { Type: type, Properties: { Imports: condition === undefined ? imports : { 'Fn::If': [condition, imports, []] } } }]];
}

/** The imports in a value, as far as its conditions leave them in. */
function importsIn(value: Json): Json[] {
  if (Array.isArray(value)) return value.flatMap(importsIn);
  if (!isMembers(value)) return [];
  if (value['Fn::ImportValue'] !== undefined) return [value];
  const choice = value['Fn::If'];
  if (!Array.isArray(choice)) return Object.values(value).flatMap(importsIn);
  const [condition = '', ...branches] = choice;
  const imports = branches.map(importsIn);
  return imports.every((each) => each.length === 0) ? [] : [{ 'Fn::If': [condition, ...imports] }];
}

/** These resources and all that they refer to, at whatever distance. */
function withReferences(names: readonly string[], resources: ReadonlyMap<string, Json>): ReadonlySet<string> {
  const reached = new Set(names.filter((name) => resources.has(name)));
  // A set is walked with what is added meanwhile.
  for (const name of reached) {
    for (const referred of dependenciesIn(resources.get(name))) if (resources.has(referred)) reached.add(referred);
  }
  return reached;
}

function dependenciesIn(definition: Json | undefined): readonly string[] {
  const dependencies = isMembers(definition) ? [definition.DependsOn ?? []].flat() : [];
  return [...dependencies.filter((name) => typeof name === 'string'), ...referencesIn(definition)];
}

function typeOf(definition: Json): string {
  return isMembers(definition) && typeof definition.Type === 'string' ? definition.Type : '';
}

function membersOf(section: Json | undefined): ReadonlyMap<string, Json> {
  return new Map(isMembers(section) ? Object.entries(section) : []);
}
