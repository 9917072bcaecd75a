import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, NestedStack, Stack as Construct } from 'aws-cdk-lib';
import { SERVICE_TIMEOUT_SECONDS } from '../../lib/contract/custom-resource';
import type { Properties, ResourceDefinition } from '../../sandbox/cloudformation/template';
import type { Declaration, Domain, Kind, Surroundings } from './domain';
import { templateAround } from './nesting';
import type { Edit, Step } from './plan';

export type Declarations = ReadonlyMap<string, Declaration>;
type Resources = Readonly<Record<string, ResourceDefinition>>;

interface Template {
  readonly Parameters?: object;
  readonly Conditions?: object;
  readonly Resources: Resources;
}

const POLICIES: Readonly<Record<Declaration['removal'], Pick<ResourceDefinition, 'DeletionPolicy' | 'UpdateReplacePolicy'>>> = {
  DESTROY: { UpdateReplacePolicy: 'Delete', DeletionPolicy: 'Delete' },
  RETAIN: { UpdateReplacePolicy: 'Retain', DeletionPolicy: 'Retain' },
  RETAIN_ON_UPDATE_OR_DELETE: { UpdateReplacePolicy: 'Retain', DeletionPolicy: 'RetainExceptOnCreate' },
};

/** A resource that fails, as one of somebody else's would. */
const FAILING: ResourceDefinition = {
  Type: 'AWS::IAM::Role',
  Properties: { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] }, PermissionsBoundary: 'arn:aws:iam::aws:policy/none' },
};

/** The values that are the name of what is declared. */
const NAMES = ['userName', 'DisplayName', 'target'];

/** Of what is left out. */
const CONDITIONS = { Never: { 'Fn::Equals': ['now', 'ever'] } };

const EMPTY: Template = { Resources: { Placeholder: { Type: 'AWS::CloudFormation::WaitConditionHandle' } } };

/** Applies what a step changes. Constructs get the first free number of their kind, so that numbers come back. */
export function edited(declarations: Declarations, edits: readonly Edit[]): Declarations {
  return edits.reduce((current, edit) => editedOnce(current, edit), declarations);
}

function editedOnce(declarations: Declarations, edit: Edit): Declarations {
  if (edit.does === 'MOVE') return declarations;
  if (edit.does === 'ADD') return new Map([...declarations, [freeId(declarations, edit.declaration.kind, ''), edit.declaration]]);
  const candidates = [...declarations].filter(([, { kind }]) => !('declaration' in edit) || kind === edit.declaration.kind);
  const [id, declaration] = candidates[edit.which % candidates.length] ?? [];
  if (id === undefined || declaration === undefined) return declarations;
  switch (edit.does) {
    case 'REMOVE_ALL': return new Map();
    case 'RENAME_ALL': return new Map([...declarations].map(([other, each]): [string, Declaration] => [`Renamed${other}`, each]));
    case 'LEAVE_OUT_ALL':
    case 'LET_IN_ALL': return withEach(declarations, (each) => ({ ...each, isLeftOut: edit.does === 'LEAVE_OUT_ALL' }));
    case 'MOVE_UP_ALL': return rearranged(declarations, (index) => index + 1);
    case 'MOVE_ON_ALL': return withEach(declarations, (each) => ({ ...each, values: { ...each.values, user: Number(each.values.user) + declarations.size } }));
    case 'SWAP_ALL': return rearranged(declarations, (index) => index + (index % 2 === 0 ? -1 : 1));
    case 'REMOVE': return new Map([...declarations].filter(([other]) => other !== id));
    case 'RENAME_CONSTRUCT': {
      const renamed = freeId(declarations, declaration.kind, id);
      return new Map([...declarations].map(([other, each]): [string, Declaration] => [other === id ? renamed : other, each]));
    }
    case 'REPLACE': {
      const values = { ...edit.declaration.values, ...nameIn(declaration) };
      const others = [...declarations].filter(([other]) => other !== id);
      return new Map([...others, [freeId(declarations, declaration.kind, ''), { ...edit.declaration, values }]]);
    }
    case 'CHANGE': return new Map([...declarations, [id, changed(declaration, edit.declaration, edit.part)]]);
  }
}

/** Each with the values of another one. */
function rearranged(declarations: Declarations, from: (index: number) => number): Declarations {
  const all = [...declarations.values()];
  return withEach(declarations, (each, index) => ({ ...each, values: all.at(from(index) % all.length)?.values ?? each.values }));
}

function withEach(declarations: Declarations, change: (declaration: Declaration, index: number) => Declaration): Declarations {
  return new Map([...declarations].map(([id, declaration], index): [string, Declaration] => [id, change(declaration, index)]));
}

/** What an entity is called, if it is called something. */
function nameIn({ values }: Declaration): Declaration['values'] {
  return Object.fromEntries(NAMES.flatMap((name) => (name in values ? [[name, values[name]]] : [])));
}

function freeId(declarations: Declarations, kind: string, besides: string): string {
  for (let number = 1; ; number++) if (!declarations.has(`${kind}${number}`) && `${kind}${number}` !== besides) return `${kind}${number}`;
}

function changed(declaration: Declaration, other: Declaration, part: number): Declaration {
  const names = [...new Set([...Object.keys(declaration.values), ...Object.keys(other.values)])];
  const name = names[part % (names.length + 2)];
  if (name === undefined) return part % 2 === 0 ? { ...declaration, policy: other.policy } : { ...declaration, removal: other.removal };
  const { [name]: _before, ...values } = declaration.values;
  return { ...declaration, values: name in other.values ? { ...values, [name]: other.values[name] } : values };
}

/** A resource that a declaration makes. */
interface Declared {
  readonly declaration: Declaration;
  readonly kind: Kind;
  readonly properties: Properties;
  /** Of a companion, its construct. */
  readonly name: string;
}

/** What the constructs add to a template for what is guarded in it, and what every guarded resource has. */
interface FunctionPart {
  readonly parameters: object;
  readonly resources: Resources;
  /** The guarded resources of the constructs, as examples. */
  readonly examples: readonly (readonly [string, ResourceDefinition])[];
}

/** Makes templates in the shape that the constructs give them. */
export class Templates {
  private readonly functionParts = new Map<string, FunctionPart>();

  constructor(private readonly domain: Domain) {}

  public text(declarations: Declarations, step: Pick<Step, 'fails'>, world: Omit<Surroundings, 'declared'>): string {
    const declared = this.declared(declarations, world);
    const ids = [...declared.keys()];
    const template = ids.length === 0 ? EMPTY : this.template(declared, false);
    return JSON.stringify({ Conditions: CONDITIONS, Resources: { ...template.Resources, ...failingAfter(ids, step) } });
  }

  /**
   * The same in a nested stack. What fails besides is in the stack at the top, unless it fails after the first or some of the rest.
   *
   * @param publish puts a template where it can be read, and tells its address
   */
  public nestedText(
    declarations: Declarations, step: Pick<Step, 'fails'>, world: Omit<Surroundings, 'declared'>, publish: (text: string) => string,
  ): string {
    const declared = this.declared(declarations, world);
    const template = declared.size === 0 ? EMPTY : this.template(declared, true);
    const isInside = step.fails === 'AFTER_FIRST' || step.fails === 'AFTER_SOME';
    const inner = JSON.stringify({ ...template, Resources: { ...template.Resources, ...(isInside && failingAfter([...declared.keys()], step)) } });
    return templateAround(publish(inner), inner, isInside ? {} : failingAfter(['Nested'], step));
  }

  /** What can be declared now, by logical id. */
  private declared(declarations: Declarations, world: Omit<Surroundings, 'declared'>): Map<string, Declared> {
    const { kinds } = this.domain;
    const keys = new Set<string>();
    const all = new Map<string, Declared>();
    const declared = (kind: string): string[] => [...all.keys()].filter((id) => declarations.get(id)?.kind === kind);
    for (const [id, declaration] of [...declarations].sort(([, one], [, other]) => rank(one, this.domain) - rank(other, this.domain))) {
      const kind = kinds[declaration.kind] as Kind;
      const properties = kind.properties(declaration, { ...world, declared });
      const key = properties && `${declaration.kind} ${kind.keyOf(properties)}`;
      if (!properties || keys.has(key as string)) continue;
      keys.add(key as string);
      all.set(id, { declaration, kind, properties, name: '' });
      for (const { name, kind: other, properties: further } of kind.companions?.(declaration, id) ?? []) {
        all.set(`${id}${name}`, { declaration: { ...declaration, removal: 'DESTROY' }, kind: kinds[other] as Kind, properties: further, name });
      }
    }
    return all;
  }

  private template(declared: ReadonlyMap<string, Declared>, isNested: boolean): Template {
    const aspects = [...declared.values()].flatMap(({ declaration, kind, name }) => (name === '' ? kind.aspects?.(declaration) ?? [declaration.kind] : []));
    const part = this.functionPart([...new Set(aspects)].sort(), isNested);
    const guarded = [...declared].map(([id, { declaration, kind: { resourceType }, properties, name }]): [string, ResourceDefinition] => {
      const [, example] = part.examples.find(([exampleId, { Type }]) => Type === resourceType && exampleId.includes(name)) ?? [];
      const { ServiceToken = '', ServiceTimeout = SERVICE_TIMEOUT_SECONDS, RootStackId } = example?.Properties ?? {};
      const given: Properties = { ServiceToken, ServiceTimeout, ...(RootStackId !== undefined && { RootStackId }), ...properties };
      return [id, {
        Type: resourceType, Properties: given, DependsOn: example?.DependsOn ?? [], ...POLICIES[declaration.removal], ...(declaration.isLeftOut && { Condition: 'Never' }),
      }];
    });
    return { Parameters: part.parameters, Conditions: CONDITIONS, Resources: { ...part.resources, ...Object.fromEntries(guarded) } };
  }

  private functionPart(aspects: readonly string[], isNested: boolean): FunctionPart {
    const key = [isNested, ...aspects].join();
    const known = this.functionParts.get(key);
    if (known) return known;
    const template = this.synthesized(aspects, isNested);
    const types = Object.values(this.domain.kinds).map(({ resourceType }) => resourceType);
    const all = Object.entries(template.Resources);
    const part = {
      parameters: template.Parameters ?? {},
      resources: Object.fromEntries(all.filter(([, { Type }]) => !types.includes(Type))),
      examples: all.filter(([, { Type }]) => types.includes(Type)),
    };
    this.functionParts.set(key, part);
    return part;
  }

  private synthesized(aspects: readonly string[], isNested: boolean): Template {
    const app = new App({ analyticsReporting: false });
    const top = new Construct(app, 'Stack');
    const nested = isNested ? new NestedStack(top, 'Nested') : undefined;
    this.domain.declare(nested ?? top, aspects);
    const assembly = app.synth();
    return nested
      ? JSON.parse(readFileSync(join(assembly.directory, nested.templateFile), 'utf8')) as Template
      : assembly.getStackByName(top.stackName).template as Template;
  }
}

/** Another resource that fails, if one does: at once, or after the first, some or all of these. */
function failingAfter(ids: readonly string[], { fails }: Pick<Step, 'fails'>): Resources {
  if (fails === 'NOT') return {};
  const after = { AT_ONCE: [], AFTER_FIRST: ids.slice(0, 1), AFTER_SOME: ids.filter((_, index) => index % 2 === 0), AFTER_ALL: [...ids] }[fails];
  return { Failing: { ...FAILING, DependsOn: after } };
}

/** What refers to others comes after them. */
function rank({ kind }: Declaration, { kinds }: Domain): number {
  return Object.keys(kinds).indexOf(kind);
}
