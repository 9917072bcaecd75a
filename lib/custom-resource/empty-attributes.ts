import { CfnElement, CfnOutput, CustomResource, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** When an attribute has nothing in it, by the name of the attribute. */
export type EmptyWhen = Readonly<Record<string, string>>;

/**
 * Fails the synthesis if another stack gets an attribute that can be empty: CloudFormation refuses exports that are, and so the first deployment
 * after the attribute has become empty, of the stack that it is in.
 */
export function refuseExports(construct: Construct, resource: CustomResource, emptyWhen: EmptyWhen): void {
  construct.node.addValidation({
    validate: () => exportsOf(Stack.of(construct)).flatMap((output) => {
      const attribute = attributeOf(resource, output);
      const when = attribute === undefined ? undefined : emptyWhen[attribute];
      if (when === undefined) return [];
      return [`${output.node.path} exports the attribute ${attribute}, which is empty ${when}: CloudFormation refuses empty exports. `
        + 'Use it in this stack only, or export a text around it, for example Fn.join with a prefix'];
    }),
  });
}

/** Those that the CDK makes for other stacks, and those that somebody names. */
function exportsOf(stack: Stack): CfnOutput[] {
  const outputs = stack.node.findAll().filter((child): child is CfnOutput => child instanceof CfnOutput);
  return outputs.filter((output) => output.stack === stack && output.exportName !== undefined);
}

/** The attribute of the resource that is the whole value of an output. */
function attributeOf(resource: CustomResource, output: CfnOutput): string | undefined {
  const value = output.stack.resolve(output.value) as { readonly 'Fn::GetAtt'?: readonly unknown[] };
  const [logicalId, attribute] = typeof value === 'object' ? value['Fn::GetAtt'] ?? [] : [];
  const own = output.stack.resolve((resource.node.defaultChild as CfnElement).logicalId) as unknown;
  return logicalId === own ? String(attribute) : undefined;
}
