import { NotEmulated, ServiceError } from '../protocol/service-error';
import { templateError } from './functions/function';
import { checkParameterType, isList, isNumeric, itemsIn } from './parameter-types';
import type { ParameterDefinition } from './template';

const MEMBERS = [
  'Type', 'Default', 'AllowedPattern', 'AllowedValues', 'ConstraintDescription', 'Description', 'MaxLength', 'MaxValue', 'MinLength', 'MinValue', 'NoEcho',
];
const OF_TEXTS = ['AllowedPattern', 'MinLength', 'MaxLength'] as const;
const OF_NUMBERS = ['MinValue', 'MaxValue'] as const;

const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;

/**
 * Checks a parameter as a template declares it.
 *
 * @throws ServiceError `ValidationError`
 */
export function checkDefinition(name: string, definition: ParameterDefinition): void {
  if (typeof definition?.Type !== 'string') throw new ServiceError('ValidationError', 'Template format error: Every Parameters object must contain a Type member.');
  const unknown = Object.keys(definition).find((member) => !MEMBERS.includes(member));
  if (unknown !== undefined) throw new ServiceError('ValidationError', `Template format error: Invalid template parameter property '${unknown}'`);
  checkParameterType(definition.Type);
  const [misplaced, type] = isNumeric(definition.Type) ? [OF_TEXTS, 'String'] as const : [OF_NUMBERS, 'Number'] as const;
  const wrong = misplaced.find((member) => Object.hasOwn(definition, member));
  if (wrong !== undefined) throw templateError(`Parameter '${name}' ${wrong} must be on a parameter of type ${type}`);
}

/**
 * Checks the value of a parameter, given or by default. Of a list each item has to satisfy the constraints.
 *
 * @throws ServiceError `ValidationError`
 */
export function checkConstraintsOf(name: string, definition: ParameterDefinition, text: string): void {
  const problem = (isList(definition.Type) ? itemsIn(text) : [text]).map((item) => problemOf(name, definition, item)).find((found) => found !== undefined);
  if (problem === undefined) return;
  const { ConstraintDescription: description } = definition;
  throw new ServiceError('ValidationError', description === undefined ? `Parameter '${name}' ${problem}` : `Parameter ${name} failed to satisfy constraint: ${description}`);
}

function problemOf(name: string, definition: ParameterDefinition, text: string): string | undefined {
  const { Type: type, AllowedValues: allowed, AllowedPattern: pattern, MinLength, MaxLength, MinValue, MaxValue } = definition;
  if (allowed && !allowed.map(String).includes(text)) return 'must be one of AllowedValues';
  if (isNumeric(type)) {
    if (!NUMBER.test(text)) return 'must be a number';
    if (MinValue !== undefined && Number(text) < Number(MinValue)) return `must be a number not less than ${MinValue}`;
    return MaxValue !== undefined && Number(text) > Number(MaxValue) ? `must be a number not greater than ${MaxValue}` : undefined;
  }
  if (pattern !== undefined && !expressionOf(name, pattern).test(text)) return `must match pattern ${pattern}`;
  if (MinLength !== undefined && text.length < Number(MinLength)) return `must contain at least ${MinLength} characters`;
  return MaxLength !== undefined && text.length > Number(MaxLength) ? `must contain at most ${MaxLength} characters` : undefined;
}

/** A pattern is one of Java, and has to match the whole text. */
function expressionOf(name: string, pattern: string): RegExp {
  try {
    return new RegExp(`^(?:${pattern})$`);
  } catch {
    throw new NotEmulated(`the pattern ${pattern} of parameter ${name}, which isn't a regular expression of JavaScript`);
  }
}
