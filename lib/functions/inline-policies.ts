import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';

/** The limit of IAM for all inline policies of a role together, in characters other than white space. */
const MAXIMUM_CHARACTERS = 10_240;

/** How many of the policies an error names. */
const MOST_NAMED = 3;

/** The shortest values of pseudo parameters. As far as synthesis knows, all other values may be empty. */
const SHORTEST: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws',
  'AWS::Region': 'eu-west-1',
  'AWS::AccountId': '123456789012',
  'AWS::StackName': 'A',
};

interface InlinePolicy {
  readonly name: string;
  readonly characters: number;
}

/**
 * Fails the synthesis if a role's inline policies are certainly more than IAM takes. The role's own policies count, and every `AWS::IAM::Policy` of its stack.
 * A value that only the deployment knows counts with its shortest length.
 */
export function limitInlinePolicies(role: iam.Role): void {
  role.node.addValidation({
    validate: () => {
      const policies = inlinePoliciesOf(role).sort((one, other) => other.characters - one.characters);
      const sum = policies.reduce((characters, policy) => characters + policy.characters, 0);
      if (sum <= MAXIMUM_CHARACTERS) return [];
      const largest = policies.slice(0, MOST_NAMED).map(({ name, characters }) => `${name} (${characters})`).join(', ');
      return [`inline policies of ${sum} characters are not allowed: IAM takes ${MAXIMUM_CHARACTERS} for all policies of a role together. `
        + `The largest are ${largest}. Move identity stores, or invitations that a role accepts, to another stack`];
    },
  });
}

function inlinePoliciesOf(role: iam.Role): InlinePolicy[] {
  const stack = Stack.of(role);
  const { ref, policies: own } = role.node.defaultChild as iam.CfnRole;
  const nameOfRole = JSON.stringify(stack.resolve(ref));
  const attached = stack.node.findAll()
    .filter(iam.CfnPolicy.isCfnPolicy)
    .filter(({ roles }) => (stack.resolve(roles) as unknown[] | undefined ?? []).some((each) => JSON.stringify(each) === nameOfRole));
  return [
    ...(stack.resolve(own) as { policyName: string; policyDocument: object }[]).map(({ policyName, policyDocument }) => sized(`${role.node.path}: ${policyName}`, policyDocument)),
    ...attached.map(({ node, policyDocument }) => sized(node.path.replace(/\/Resource$/, ''), stack.resolve(policyDocument) as object)),
  ];
}

function sized(name: string, document: object): InlinePolicy {
  return { name, characters: [...JSON.stringify(atLeast(document)).replaceAll(/\s/g, '')].length };
}

/** The shortest value that a value of a template can become. */
function atLeast(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(atLeast);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value as Record<string, unknown>);
  const [[name, operand] = ['', undefined]] = entries;
  if (name === 'Ref' || name.startsWith('Fn::')) return shortestOf(name, operand);
  return Object.fromEntries(entries.map(([key, each]) => [key, atLeast(each)]));
}

function shortestOf(intrinsic: string, operand: unknown): string {
  if (intrinsic === 'Ref') return SHORTEST[operand as string] ?? '';
  const [separator, parts] = intrinsic === 'Fn::Join' ? operand as [string, unknown] : [];
  return Array.isArray(parts) ? parts.map(atLeast).join(separator) : '';
}
