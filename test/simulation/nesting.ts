import type { Buckets } from '../../sandbox/s3/buckets';
import { plainContent } from '../../sandbox/s3/plain-content';
import type { Stack } from '../../sandbox/cloudformation/stack';
import { NESTED_STACK } from '../../sandbox/cloudformation/nested-stacks';
import type { Sandbox } from '../../sandbox/sandbox';
import { ASSETS } from '../support/ids';

/** Publishes a template, as the `cdk` command does with that of a nested stack. */
export function publish(buckets: Buckets, text: string, name: string): string {
  const key = `${name}.json`;
  buckets.existing(ASSETS).put(key, plainContent(Buffer.from(text)));
  return `https://s3.invalid/${ASSETS}/${key}`;
}

/** The stack at the top, which has nothing but a nested stack and what fails. */
export function templateAround(templateUrl: string, inner: string, failing: object): string {
  const { Parameters = {} } = JSON.parse(inner) as { readonly Parameters?: object };
  // A nested stack only ever gets the id of the one at the top.
  const parameters = Object.fromEntries(Object.keys(Parameters).map((name) => [name, { Ref: 'AWS::StackId' }]));
  return JSON.stringify({ Resources: { Nested: { Type: NESTED_STACK, Properties: { TemplateURL: templateUrl, Parameters: parameters } }, ...failing } });
}

/** The stacks that are resources of a stack, also those that are gone. */
export function nestedIn({ cloudFormation }: Sandbox, stack: Stack): readonly Stack[] {
  return cloudFormation.all.filter(({ root }) => root === stack);
}
