import type { Environment } from '../environment';
import { ServiceError } from '../protocol/service-error';
import type { Parameters } from '../ssm/parameters';
import type { DynamicReferences } from './dynamic-references';
import { templateError } from './functions/function';
import { checkConstraintsOf, checkDefinition } from './parameter-constraints';
import { parameterValue } from './parameter-types';
import type { Stack } from './stack';
import type { Json, Template } from './template';
import { isUnknown } from './unknown';

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

/** What a request says of the values in a template. */
export interface GivenValues {
  readonly parameters: readonly GivenParameter[];
  /** The topics that are told of events; those that the stack has, without them. */
  readonly notificationArns?: readonly string[] | undefined;
}

interface Surroundings {
  readonly environment: Environment;
  readonly ssm: Parameters;
  readonly dynamic: DynamicReferences;
}

const NOTIFICATION_ARNS = 'AWS::NotificationARNs';

/** The topics that are told of the events of a stack. */
export function notificationArnsOf({ parameters }: Stack): Json[] {
  return (parameters.values.get(NOTIFICATION_ARNS) ?? []) as Json[];
}

/** A dynamic reference to whatever version is the newest. */
const VERSIONLESS = /\{\{resolve:ssm:[^:}]*\}\}/;

/** @throws ServiceError `ValidationError` when one has no value, a wrong one, or doesn't exist */
export function parametersOf(stack: Stack, template: Template, { parameters: given, notificationArns }: GivenValues, around: Surroundings): StackParameters {
  const { environment, ssm, dynamic } = around;
  const definitions = Object.entries(template.Parameters ?? {});
  for (const definition of definitions) checkDefinition(...definition);
  const unknown = given.find(({ ParameterKey }) => !template.Parameters?.[ParameterKey]);
  if (unknown) throw new ServiceError('ValidationError', `Parameters: [${unknown.ParameterKey}] do not exist in the template`);
  const texts = new Map<string, string>();
  const values = new Map<string, Json>(Object.entries(pseudoParameters(stack, environment)));
  values.set(NOTIFICATION_ARNS, notificationArns ? [...notificationArns] : notificationArnsOf(stack));
  for (const [name, definition] of definitions) {
    const argument = given.find(({ ParameterKey }) => ParameterKey === name);
    const previous = argument?.UsePreviousValue === 'true' ? stack.parameters.given.get(name) : undefined;
    const text = previous ?? argument?.ParameterValue ?? definition.Default?.toString();
    if (text === undefined) throw new ServiceError('ValidationError', `Parameters: [${name}] must have values`);
    if (!isUnknown(text)) checkConstraintsOf(name, definition, text);
    texts.set(name, text);
    if (argument === undefined && VERSIONLESS.test(text)) throw templateError(`parameter ${name} should not contain ssm versionless resolver`);
    values.set(name, isUnknown(text) ? text : dynamic.plain(parameterValue(definition.Type, text, ssm)));
  }
  return { given: texts, values };
}

function pseudoParameters(stack: Stack, { account, region, partition }: Environment): Record<string, Json> {
  return {
    'AWS::AccountId': account,
    'AWS::Region': region,
    'AWS::Partition': partition,
    'AWS::URLSuffix': partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com',
    'AWS::StackId': stack.id,
    'AWS::StackName': stack.name,
  };
}
