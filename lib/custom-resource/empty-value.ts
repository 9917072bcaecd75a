import { CfnElement, CfnOutput, CfnResource, CfnStack, Stack } from 'aws-cdk-lib';

/** An attribute of a resource that can be empty. */
export interface EmptyAttribute {
  readonly resource: CfnResource;
  readonly attribute: string;
  readonly when: string;
}

/** Looks up an attribute by what `Fn::GetAtt` names: nothing if it is never empty. */
export type EmptyAttributes = (stack: Stack, logicalId: string, attribute: string) => EmptyAttribute | undefined;

/** A value that only the deployment knows, as a template says it: by the name of the function. */
type Intrinsic = Readonly<Record<string, unknown>>;

/**
 * The attributes that leave nothing of a value if all of them are empty; nothing if something is left of it in any case. It follows a value out of nested
 * stacks and into them.
 *
 * @param value as the template of the stack has it
 */
export function emptyIn(stack: Stack, value: unknown, attributes: EmptyAttributes): readonly EmptyAttribute[] | undefined {
  if (typeof value === 'string') return value === '' ? [] : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  const [[name, argument] = ['', undefined]] = Object.entries(value as Intrinsic);
  const isEmpty = (part: unknown): readonly EmptyAttribute[] | undefined => emptyIn(stack, part, attributes);
  switch (name) {
    case 'Ref': return emptyParameter(stack, String(argument), attributes);
    case 'Fn::GetAtt': return emptyAttribute(stack, argument, attributes);
    case 'Fn::Join': return emptyJoin(argument, isEmpty);
    case 'Fn::Sub': return emptySub(argument, isEmpty);
    case 'Fn::If': return Array.isArray(argument) ? isEmpty(argument[1]) ?? isEmpty(argument[2]) : undefined;
    default: return undefined;
  }
}

/** The value of a parameter, as the parent of a nested stack gives it. */
function emptyParameter(stack: Stack, parameter: string, attributes: EmptyAttributes): readonly EmptyAttribute[] | undefined {
  const { nestedStackParent: parent, nestedStackResource } = stack;
  if (!parent) return undefined;
  const given = parent.resolve((nestedStackResource as CfnStack).parameters) as Intrinsic | undefined;
  return emptyIn(parent, given?.[parameter], attributes);
}

/** An attribute of a resource. For its parent, the output of a nested stack is an attribute of the nested stack's resource. */
function emptyAttribute(stack: Stack, argument: unknown, attributes: EmptyAttributes): readonly EmptyAttribute[] | undefined {
  const [, logicalId = '', attribute = ''] = /^([^.]*)\.(.*)$/s.exec(Array.isArray(argument) ? argument.join('.') : String(argument)) ?? [];
  const own = attributes(stack, logicalId, attribute);
  if (own) return [own];
  if (!attribute.startsWith('Outputs.')) return undefined;
  const nested = stack.node.findAll().find((child): child is Stack => Stack.isStack(child) && child.nestedStackParent === stack
    && child.nestedStackResource !== undefined && logicalIdOf(child.nestedStackResource) === logicalId);
  const output = nested && outputsOf(nested).find((each) => `Outputs.${logicalIdOf(each)}` === attribute);
  return output && emptyIn(nested, nested.resolve(output.value), attributes);
}

function emptyJoin(argument: unknown, isEmpty: (part: unknown) => readonly EmptyAttribute[] | undefined): readonly EmptyAttribute[] | undefined {
  const [delimiter, parts] = argument as [unknown, unknown];
  if (!Array.isArray(parts) || (delimiter !== '' && parts.length > 1)) return undefined;
  return emptyTogether(parts.map(isEmpty));
}

const PLACEHOLDER = /\$\{([^!}][^}]*)\}/g;

function emptySub(argument: unknown, isEmpty: (part: unknown) => readonly EmptyAttribute[] | undefined): readonly EmptyAttribute[] | undefined {
  const [text, variables] = (Array.isArray(argument) ? argument : [argument, {}]) as [string, Intrinsic];
  if (text.replaceAll(PLACEHOLDER, '') !== '') return undefined;
  return emptyTogether([...text.matchAll(PLACEHOLDER)].map(([, name = '']) => {
    if (Object.hasOwn(variables, name)) return isEmpty(variables[name]);
    return isEmpty(name.includes('.') ? { 'Fn::GetAtt': name } : { Ref: name });
  }));
}

function emptyTogether(parts: readonly (readonly EmptyAttribute[] | undefined)[]): readonly EmptyAttribute[] | undefined {
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

function outputsOf(stack: Stack): CfnOutput[] {
  return stack.node.findAll().filter((child): child is CfnOutput => child instanceof CfnOutput && child.stack === stack);
}

/** Also the one that somebody has set. */
export function logicalIdOf(element: CfnElement): string {
  return element.stack.resolve(element.logicalId) as string;
}
