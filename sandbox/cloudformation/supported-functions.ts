import { NotEmulated, ServiceError } from '../protocol/service-error';
import { functionIn } from './functions/function';
import { isFunction } from './intrinsics';
import type { Json, Template } from './template';

/** As AWS lists them. */
const SUPPORTED = [
  'Fn::Base64', 'Fn::GetAtt', 'Fn::GetAZs', 'Fn::ImportValue', 'Fn::Join', 'Fn::Split', 'Fn::FindInMap', 'Fn::Select', 'Ref', 'Fn::Equals', 'Fn::If', 'Fn::Not', 'Condition',
  'Fn::And', 'Fn::Or', 'Fn::Contains', 'Fn::EachMemberEquals', 'Fn::EachMemberIn', 'Fn::ValueOf', 'Fn::ValueOfAll', 'Fn::RefAll', 'Fn::Sub', 'Fn::Cidr',
];

/**
 * Checks that a template calls only functions that there are. Those of the language extensions are there only for their transform.
 *
 * @throws ServiceError `ValidationError`
 */
export function checkFunctions({ Resources: resources, Outputs: outputs = {}, Conditions: conditions = {} }: Template): void {
  Object.values(resources).forEach(({ Properties }) => check(Properties));
  Object.values(outputs).forEach(({ Value }) => check(Value));
  Object.values(conditions).forEach(check);
}

function check(value: Json | undefined): void {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) checkCall(value);
  Object.values(value).forEach(check);
}

function checkCall(value: { readonly [name: string]: Json }): void {
  const [name, argument] = functionIn(value) ?? [];
  if (name === undefined || isFunction(name)) return;
  if (name === 'Fn::Transform') throw new NotEmulated(`the transform ${String((argument as { Name?: Json } | undefined)?.Name)}`);
  throw new ServiceError('ValidationError', `Template Error: Encountered unsupported function: ${name} Supported functions are: [${SUPPORTED.join(', ')}]`);
}
