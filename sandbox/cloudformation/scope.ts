import type { Environment } from '../environment';
import type { Parameters } from '../ssm/parameters';
import { NotEmulated, ServiceError } from '../protocol/service-error';
import { Scope, templateError } from './intrinsics';
import type { Stack } from './stack';
import type { Json, Template } from './template';

/** What the parameters of a stack are: given, as before, or by default. Includes the pseudo parameters. */
export function parametersOf(
  stack: Stack,
  template: Template,
  given: readonly { readonly ParameterKey: string; readonly ParameterValue?: string; readonly UsePreviousValue?: string }[],
  environment: Environment,
  ssm: Parameters,
): Map<string, Json> {
  const unknown = given.find(({ ParameterKey }) => !template.Parameters?.[ParameterKey]);
  if (unknown) throw new ServiceError('ValidationError', `Parameters: [${unknown.ParameterKey}] do not exist in the template`);
  const parameters = new Map<string, Json>(Object.entries(pseudoParameters(stack, environment)));
  for (const [name, definition] of Object.entries(template.Parameters ?? {})) {
    const argument = given.find(({ ParameterKey }) => ParameterKey === name);
    const previous = argument?.UsePreviousValue === 'true' ? stack.parameters.get(name) : undefined;
    const value = previous ?? argument?.ParameterValue ?? definition.Default;
    if (value === undefined) throw new ServiceError('ValidationError', `Parameters: [${name}] must have values`);
    if (definition.AllowedValues && !definition.AllowedValues.includes(String(value))) {
      throw new ServiceError('ValidationError', `Parameter ${name} must be one of AllowedValues`);
    }
    parameters.set(name, valueOf(name, definition.Type, String(value), ssm));
  }
  return parameters;
}

function valueOf(name: string, type: string, text: string, ssm: Parameters): Json {
  switch (type) {
    case 'String':
    case 'Number':
      return text;
    case 'CommaDelimitedList':
      return text.split(',');
    case 'AWS::SSM::Parameter::Value<String>':
      return ssm.read(text);
    default:
      throw new NotEmulated(`the type ${type} of parameter ${name}`);
  }
}

function pseudoParameters(stack: Stack, { account, region, partition }: Environment): Record<string, Json> {
  return {
    'AWS::AccountId': account,
    'AWS::Region': region,
    'AWS::Partition': partition,
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackId': stack.id,
    'AWS::StackName': stack.name,
    'AWS::NotificationARNs': [],
  };
}

/** What intrinsic functions in a template of this stack refer to, as far as its resources exist by now. */
export function scopeOf(
  stack: Stack, template: Template, parameters: ReadonlyMap<string, Json>, importValue: (name: string) => Json,
): Scope {
  const existing = (logicalId: string) => {
    const resource = stack.resources.get(logicalId);
    if (!resource || !template.Resources[logicalId]) throw templateError(`Unresolved resource dependencies [${logicalId}] in the template`);
    return resource;
  };
  return {
    template,
    parameters,
    importValue,
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
}

/** `Outputs.Name` reads a member of a member. */
function inside(attributes: Readonly<Record<string, Json>>, path: string): Json | undefined {
  return path.split('.').reduce<Json | undefined>((value, name) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? value[name] : undefined, { ...attributes });
}
