import { App, Stack as Construct } from 'aws-cdk-lib';
import { SERVICE_TIMEOUT_SECONDS } from '../../lib/private/contract';
import type { Properties, ResourceDefinition } from '../../sandbox/cloudformation/template';
import type { Sandbox } from '../../sandbox/sandbox';
import type { Declaration, Domain, Kind } from './domain';
import type { Edit, Step } from './plan';

export type Declarations = ReadonlyMap<string, Declaration>;
type Resources = Readonly<Record<string, ResourceDefinition>>;

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

/** Applies what a step changes. Constructs get the first free number of their kind, so that numbers come back. */
export function edited(declarations: Declarations, edits: readonly Edit[]): Declarations {
  return edits.reduce((current, edit) => editedOnce(current, edit), declarations);
}

function editedOnce(declarations: Declarations, edit: Edit): Declarations {
  if (edit.does === 'ADD') return new Map([...declarations, [freeId(declarations, edit.declaration.kind, ''), edit.declaration]]);
  const candidates = [...declarations].filter(([, { kind }]) => edit.does !== 'CHANGE' || kind === edit.declaration.kind);
  const [id, declaration] = candidates[edit.which % candidates.length] ?? [];
  if (id === undefined || declaration === undefined) return declarations;
  switch (edit.does) {
    case 'REMOVE': return new Map([...declarations].filter(([other]) => other !== id));
    case 'RENAME_CONSTRUCT': {
      const renamed = freeId(declarations, declaration.kind, id);
      return new Map([...declarations].map(([other, each]): [string, Declaration] => [other === id ? renamed : other, each]));
    }
    case 'CHANGE': return new Map([...declarations, [id, changed(declaration, edit.declaration, edit.part)]]);
  }
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
  readonly resources: Resources;
  /** The guarded resources of the constructs, as examples. */
  readonly examples: readonly (readonly [string, ResourceDefinition])[];
}

/** Makes templates in the shape that the constructs give them. */
export class Templates {
  private readonly functionParts = new Map<string, FunctionPart>();

  constructor(private readonly domain: Domain) {}

  public text(declarations: Declarations, step: Pick<Step, 'fails'>, sandbox: Sandbox): string {
    const declared = this.declared(declarations, sandbox);
    const ids = [...declared.keys()];
    const resources: Record<string, ResourceDefinition> = ids.length === 0
      ? { Placeholder: { Type: 'AWS::CloudFormation::WaitConditionHandle' } }
      : this.resources(declared);
    if (step.fails === 'NOT') return JSON.stringify({ Resources: resources });
    const after = { AT_ONCE: [], AFTER_SOME: ids.filter((_, index) => index % 2 === 0), AFTER_ALL: ids }[step.fails];
    return JSON.stringify({ Resources: { ...resources, Failing: { ...FAILING, DependsOn: after } } });
  }

  /** What can be declared now, by logical id. */
  private declared(declarations: Declarations, sandbox: Sandbox): Map<string, Declared> {
    const { kinds } = this.domain;
    const keys = new Set<string>();
    const all = new Map<string, Declared>();
    const declared = (kind: string): string[] => [...all.keys()].filter((id) => declarations.get(id)?.kind === kind);
    for (const [id, declaration] of [...declarations].sort(([, one], [, other]) => rank(one, this.domain) - rank(other, this.domain))) {
      const kind = kinds[declaration.kind] as Kind;
      const properties = kind.properties(declaration, { declared, sandbox });
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

  private resources(declared: ReadonlyMap<string, Declared>): Record<string, ResourceDefinition> {
    const aspects = [...declared.values()].flatMap(({ declaration, kind, name }) => (name === '' ? kind.aspects?.(declaration) ?? [declaration.kind] : []));
    const part = this.functionPart([...new Set(aspects)].sort());
    const guarded = [...declared].map(([id, { declaration, kind: { resourceType }, properties, name }]): [string, ResourceDefinition] => {
      const [, example] = part.examples.find(([exampleId, { Type }]) => Type === resourceType && exampleId.includes(name)) ?? [];
      const { ServiceToken = '', ServiceTimeout = SERVICE_TIMEOUT_SECONDS } = example?.Properties ?? {};
      return [id, {
        Type: resourceType, Properties: { ServiceToken, ServiceTimeout, ...properties }, DependsOn: example?.DependsOn ?? [], ...POLICIES[declaration.removal],
      }];
    });
    return { ...part.resources, ...Object.fromEntries(guarded) };
  }

  private functionPart(aspects: readonly string[]): FunctionPart {
    const known = this.functionParts.get(aspects.join());
    if (known) return known;
    const app = new App({ analyticsReporting: false });
    const stack = new Construct(app, 'Stack');
    this.domain.declare(stack, aspects);
    const template = app.synth().getStackByName(stack.stackName).template as { Resources: Record<string, ResourceDefinition> };
    const types = Object.values(this.domain.kinds).map(({ resourceType }) => resourceType);
    const all = Object.entries(template.Resources);
    const part = {
      resources: Object.fromEntries(all.filter(([, { Type }]) => !types.includes(Type))),
      examples: all.filter(([, { Type }]) => types.includes(Type)),
    };
    this.functionParts.set(aspects.join(), part);
    return part;
  }
}

/** What refers to others comes after them. */
function rank({ kind }: Declaration, { kinds }: Domain): number {
  return Object.keys(kinds).indexOf(kind);
}
