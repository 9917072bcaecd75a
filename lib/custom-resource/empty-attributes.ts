import { CfnOutput, CfnResource, CustomResource, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { rootStackOf } from '../construct/root-stack';
import { EmptyAttribute, emptyIn, logicalIdOf } from './empty-value';

/** When an attribute has nothing in it, by the name of the attribute. */
export type EmptyWhen = Readonly<Record<string, string>>;

/** The attributes that can be empty in a stack and its nested stacks, and what the present synthesis has found there. */
interface Watched {
  readonly attributes: { readonly resource: CfnResource; readonly emptyWhen: EmptyWhen }[];
  found?: { readonly refusals: readonly Refusal[]; readonly told: Set<CfnResource> };
}

interface Refusal {
  /** The resource that reports the refusal. The value may be made of several resources, but the refusal is told once. */
  readonly resource: CfnResource;
  readonly text: string;
}

const WATCHED = new WeakMap<Stack, Watched>();

/**
 * Fails the synthesis if another stack gets a value that is empty when an attribute is. CloudFormation refuses empty exports. So the stack of the attribute
 * couldn't be deployed once the attribute has become empty.
 */
export function refuseExports(construct: Construct, guarded: CustomResource, emptyWhen: EmptyWhen): void {
  const root = rootStackOf(construct) ?? Stack.of(construct);
  const resource = guarded.node.defaultChild as CfnResource;
  const watched = WATCHED.get(root) ?? { attributes: [] };
  WATCHED.set(root, watched);
  watched.attributes.push({ resource, emptyWhen });
  delete watched.found;
  construct.node.addValidation({
    validate: () => refusalsIn(root, watched, resource).filter((refusal) => refusal.resource === resource).map(({ text }) => text),
  });
}

/** A synthesis asks once for each resource, and looks through the stack once for all of them. */
function refusalsIn(root: Stack, watched: Watched, resource: CfnResource): readonly Refusal[] {
  if (!watched.found || watched.found.told.has(resource)) watched.found = { refusals: refusals(root, watched), told: new Set() };
  watched.found.told.add(resource);
  return watched.found.refusals;
}

function refusals(root: Stack, { attributes }: Watched): Refusal[] {
  const keyOf = (stack: Stack, logicalId: unknown): string => `${stack.node.path} ${String(logicalId)}`;
  const known = new Map(attributes.map((each) => [keyOf(each.resource.stack, logicalIdOf(each.resource)), each]));
  const attributeOf = (stack: Stack, logicalId: string, attribute: string): EmptyAttribute | undefined => {
    const { resource, emptyWhen } = known.get(keyOf(stack, logicalId)) ?? {};
    const when = emptyWhen?.[attribute];
    return resource && when !== undefined ? { resource, attribute, when } : undefined;
  };
  return exportsOf(root).flatMap(({ stack, name, value, reason }) => {
    const empty = emptyIn(stack, value, attributeOf) ?? [];
    const [first] = empty;
    if (!first) return [];
    const made = [...new Set(empty.map(({ attribute, when }) => `the attribute ${attribute}, which is empty ${when}`))].join(', and ');
    return [{
      resource: first.resource,
      text: `${name} exports ${made}: ${reason}. Use it in this stack only, or export a text around it, for example Fn.join with a prefix`,
    }];
  });
}

interface Export {
  readonly stack: Stack;
  readonly name: string;
  readonly value: unknown;
  readonly reason: string;
}

/** The exports of a stack and its nested stacks: those that the CDK makes, and outputs that somebody gave an export name. */
function exportsOf(root: Stack): Export[] {
  const ofRoot = (child: CfnOutput | CfnResource): boolean => child.stack === root || rootStackOf(child) === root;
  return root.node.findAll().flatMap((child) => {
    if (child instanceof CfnOutput) return child.exportName !== undefined && ofRoot(child) ? [exportOf(child)] : [];
    return CfnResource.isCfnResource(child) && child.cfnResourceType === 'Custom::CrossRegionExportWriter' && ofRoot(child) ? writtenBy(child) : [];
  });
}

function exportOf({ stack, node, value }: CfnOutput): Export {
  return { stack, name: node.path, value: stack.resolve(value), reason: 'CloudFormation refuses empty exports' };
}

/** What the CDK hands to stacks in other Regions, by parameters there. */
function writtenBy(writer: CfnResource): Export[] {
  const { stack } = writer;
  const { Resources } = stack.resolve((writer as unknown as { _toCloudFormation(): object })._toCloudFormation()) as {
    Resources: Record<string, { Properties?: { WriterProps?: { exports?: Record<string, unknown> } } }>;
  };
  const written = Object.values(Resources).flatMap(({ Properties }) => Object.values(Properties?.WriterProps?.exports ?? {}));
  return written.map((value) => ({ stack, name: writer.node.path, value, reason: 'the Parameter Store of the other Region refuses empty parameters' }));
}
