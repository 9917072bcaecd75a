import type { Environment } from '../environment';
import type { Parameters } from '../ssm/parameters';
import { NotEmulated, ServiceError } from '../protocol/service-error';
import { isMembers, Scope, StackOutputReference, templateError } from './functions/function';
import type { DynamicReferences } from './dynamic-references';
import type { Stack } from './stack';
import type { Json, Template } from './template';
import { unknown } from './unknown';

/** The parameters of a stack. */
export interface StackParameters {
  /** As they were given or by default: what an update with previous values uses again. */
  readonly given: ReadonlyMap<string, string>;
  /** What they stand for, with the pseudo parameters. */
  readonly values: ReadonlyMap<string, Json>;
}

export interface GivenParameter {
  readonly ParameterKey: string;
  readonly ParameterValue?: string;
  readonly UsePreviousValue?: string;
}

/** A dynamic reference to whatever version is the newest. */
const VERSIONLESS = /\{\{resolve:ssm:[^:}]*\}\}/;

/** @throws ServiceError `ValidationError` when one has no value, a wrong one, or doesn't exist */
export function parametersOf(
  stack: Stack, template: Template, given: readonly GivenParameter[], environment: Environment, ssm: Parameters, dynamic: DynamicReferences,
): StackParameters {
  const unknown = given.find(({ ParameterKey }) => !template.Parameters?.[ParameterKey]);
  if (unknown) throw new ServiceError('ValidationError', `Parameters: [${unknown.ParameterKey}] do not exist in the template`);
  const texts = new Map<string, string>();
  const values = new Map<string, Json>(Object.entries(pseudoParameters(stack, environment)));
  for (const [name, definition] of Object.entries(template.Parameters ?? {})) {
    const argument = given.find(({ ParameterKey }) => ParameterKey === name);
    const previous = argument?.UsePreviousValue === 'true' ? stack.parameters.given.get(name) : undefined;
    const text = previous ?? argument?.ParameterValue ?? definition.Default?.toString();
    if (text === undefined) throw new ServiceError('ValidationError', `Parameters: [${name}] must have values`);
    if (definition.AllowedValues && !definition.AllowedValues.includes(text)) {
      throw new ServiceError('ValidationError', `Parameter ${name} must be one of AllowedValues`);
    }
    texts.set(name, text);
    if (argument === undefined && VERSIONLESS.test(text)) throw templateError(`parameter ${name} should not contain ssm versionless resolver`);
    values.set(name, dynamic.plain(valueOf(name, definition.Type, text, ssm)));
  }
  return { given: texts, values };
}

function valueOf(name: string, type: string, text: string, ssm: Parameters): Json {
  switch (type) {
    case 'String':
    case 'Number':
      return text;
    case 'CommaDelimitedList':
      return text.split(',');
    case 'AWS::SSM::Parameter::Value<String>':
      return storedValue(text, 'String', ssm);
    case 'AWS::SSM::Parameter::Value<List<String>>':
    case 'AWS::SSM::Parameter::Value<CommaDelimitedList>':
      return storedValue(text, 'StringList', ssm).split(',').map((item) => item.trim());
    default:
      throw new NotEmulated(`the type ${type} of parameter ${name}`);
  }
}

/** @throws ServiceError `ValidationError` when there is no such parameter, or none of the type */
function storedValue(selector: string, type: string, ssm: Parameters): string {
  const parameter = ssm.find(selector);
  if (!parameter) throw new ServiceError('ValidationError', `Unable to fetch parameters [${selector}] from parameter store for this account.`);
  if (parameter.type === 'SecureString') {
    throw new ServiceError('ValidationError', `Parameters [${selector}] referenced by template have types not supported by CloudFormation.`);
  }
  if (parameter.type !== type) throw new ServiceError('ValidationError', `Types for SSM parameters [${selector}] defined in CFN template and SSM are incompatible`);
  return parameter.value;
}

function pseudoParameters(stack: Stack, { account, region, partition }: Environment): Record<string, Json> {
  return {
    'AWS::AccountId': account,
    'AWS::Region': region,
    'AWS::Partition': partition,
    'AWS::URLSuffix': partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com',
    'AWS::StackId': stack.id,
    'AWS::StackName': stack.name,
    'AWS::NotificationARNs': [],
  };
}

/** What a stack can take from other stacks. */
export interface OtherStacks {
  importInto(stack: Stack, name: string): Json;
  outputOf(reference: StackOutputReference): Json;
  /** Whether what can't be known is a value as well. */
  readonly allowUnknown: boolean;
}

/** What intrinsic functions in a template of this stack refer to, as far as its resources exist by now. */
export function scopeOf(stack: Stack, template: Template, parameters: StackParameters, others: OtherStacks): Scope {
  const existing = (logicalId: string) => {
    const resource = stack.resources.get(logicalId);
    if (!resource || !template.Resources[logicalId]) throw templateError(`Unresolved resource dependencies [${logicalId}] in the template`);
    return resource;
  };
  const scope: Scope = {
    template,
    parameters: parameters.values,
    importValue: (name) => others.importInto(stack, name),
    stackOutput: (reference) => others.outputOf(reference),
    ref: (logicalId) => existing(logicalId).physicalId,
    attribute: (logicalId, name) => {
      const { attributes, type } = existing(logicalId);
      const value = attributes[name] ?? inside(attributes, name);
      if (value !== undefined) return value;
      if (type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource') {
        throw new ServiceError('ValidationError', `CustomResource attribute error: Vendor response doesn't contain ${name} key in object ${logicalId}`);
      }
      throw new NotEmulated(`the attribute ${name} of ${type}`);
    },
  };
  return others.allowUnknown ? withUnknown(scope) : scope;
}

/** The same scope, in which whatever can't be looked up is a value that isn't known. */
function withUnknown(scope: Scope): Scope {
  const known = (what: string, value: () => Json): Json => {
    try {
      return value();
    } catch (thrown) {
      if (thrown instanceof ServiceError) return unknown(what);
      throw thrown;
    }
  };
  return {
    ...scope,
    allowsUnknown: true,
    ref: (logicalId) => known(logicalId, () => scope.ref(logicalId) || unknown(logicalId)),
    attribute: (logicalId, name) => known(`${name} of ${logicalId}`, () => scope.attribute(logicalId, name)),
    importValue: (name) => known(`the export ${name}`, () => scope.importValue(name)),
    stackOutput: (reference) => known(`the output ${reference.OutputName} of the stack ${reference.StackName}`, () => scope.stackOutput(reference)),
  };
}

/** `Outputs.Name` reads a member of a member. */
function inside(attributes: Readonly<Record<string, Json>>, path: string): Json | undefined {
  return path.split('.').reduce<Json | undefined>((value, name) =>
    isMembers(value) ? value[name] : undefined, { ...attributes });
}
