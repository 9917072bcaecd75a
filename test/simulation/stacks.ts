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

/** Makes templates in the shape that the constructs give them. */
export class Templates {
  private readonly functionParts = new Map<string, { readonly resources: Resources; readonly guarded: ResourceDefinition }>();

  constructor(private readonly domain: Domain) {}

  public text(declarations: Declarations, step: Pick<Step, 'fails'>, sandbox: Sandbox): string {
    const guarded = this.guarded(declarations, sandbox);
    const ids = Object.keys(guarded);
    const resources: Record<string, ResourceDefinition> = ids.length === 0
      ? { Placeholder: { Type: 'AWS::CloudFormation::WaitConditionHandle' } }
      : { ...this.functionPart(this.kindsOf(declarations, ids)).resources, ...guarded };
    if (step.fails === 'NOT') return JSON.stringify({ Resources: resources });
    const after = { AT_ONCE: [], AFTER_SOME: ids.filter((_, index) => index % 2 === 0), AFTER_ALL: ids }[step.fails];
    return JSON.stringify({ Resources: { ...resources, Failing: { ...FAILING, DependsOn: after } } });
  }

  private kindsOf(declarations: Declarations, ids: readonly string[]): string[] {
    return [...new Set(ids.map((id) => (declarations.get(id) as Declaration).kind))].sort();
  }

  private guarded(declarations: Declarations, sandbox: Sandbox): Resources {
    const keys = new Set<string>();
    const definitions: Record<string, ResourceDefinition> = {};
    const properties = new Map<string, Properties>();
    const declared = (kind: string): string[] => [...properties.keys()].filter((id) => declarations.get(id)?.kind === kind);
    for (const [id, declaration] of [...declarations].sort(([, one], [, other]) => rank(one, this.domain) - rank(other, this.domain))) {
      const kind = this.domain.kinds[declaration.kind] as Kind;
      const own = kind.properties(declaration, { declared, sandbox });
      const key = own && `${declaration.kind} ${kind.keyOf(own)}`;
      if (!own || keys.has(key as string)) continue;
      keys.add(key as string);
      properties.set(id, own);
    }
    if (properties.size === 0) return {};
    const part = this.functionPart(this.kindsOf(declarations, [...properties.keys()]));
    for (const [id, own] of properties) {
      const { kind, policy, removal } = declarations.get(id) as Declaration;
      definitions[id] = {
        ...part.guarded,
        Type: (this.domain.kinds[kind] as Kind).resourceType,
        Properties: { ...part.guarded.Properties, ...own, ConflictPolicy: policy },
        ...POLICIES[removal],
      };
    }
    return definitions;
  }

  /** What the constructs add to a template for what is guarded in it, and what every guarded resource has. */
  private functionPart(kinds: readonly string[]) {
    const known = this.functionParts.get(kinds.join());
    if (known) return known;
    const app = new App({ analyticsReporting: false });
    const stack = new Construct(app, 'Stack');
    this.domain.declare(stack, kinds);
    const template = app.synth().getStackByName(stack.stackName).template as { Resources: Record<string, ResourceDefinition> };
    const types = Object.values(this.domain.kinds).map(({ resourceType }) => resourceType);
    const all = Object.entries(template.Resources);
    const [, one] = all.find(([, { Type }]) => types.includes(Type)) ?? [];
    const { ServiceToken = '', ServiceTimeout = SERVICE_TIMEOUT_SECONDS } = one?.Properties ?? {};
    const part = {
      resources: Object.fromEntries(all.filter(([, { Type }]) => !types.includes(Type))),
      guarded: { Type: '', Properties: { ServiceToken, ServiceTimeout }, DependsOn: one?.DependsOn ?? [] },
    };
    this.functionParts.set(kinds.join(), part);
    return part;
  }
}

/** What refers to others comes after them. */
function rank({ kind }: Declaration, { kinds }: Domain): number {
  return Object.keys(kinds).indexOf(kind);
}
