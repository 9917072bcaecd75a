import { ServiceError } from '../protocol/service-error';
import type { Parameters } from '../ssm/parameters';
import type { Json } from './template';

/** Types of AWS whose values would have to be there in the account. The sandbox has none of them, and takes whatever is given. */
const OF_AWS = [
  'AWS::EC2::AvailabilityZone::Name', 'AWS::EC2::Image::Id', 'AWS::EC2::Instance::Id', 'AWS::EC2::KeyPair::KeyName', 'AWS::EC2::SecurityGroup::GroupName',
  'AWS::EC2::SecurityGroup::Id', 'AWS::EC2::Subnet::Id', 'AWS::EC2::VPC::Id', 'AWS::EC2::Volume::Id', 'AWS::Route53::HostedZone::Id',
];

const NAME_OF_A_PARAMETER = 'AWS::SSM::Parameter::Name';
const SINGLE = ['String', 'Number', NAME_OF_A_PARAMETER, ...OF_AWS];
const LISTS = ['CommaDelimitedList', ...['String', 'Number', ...OF_AWS].map((type) => `List<${type}>`)];

/** A value that is read from the Systems Manager: the text is the name of the parameter there. */
const STORED = /^AWS::SSM::Parameter::Value<(.+)>$/;

/** @throws ServiceError `ValidationError` */
export function checkParameterType(type: string): void {
  const [, stored] = STORED.exec(type) ?? [];
  if ([...SINGLE, ...LISTS].includes(stored ?? type)) return;
  throw new ServiceError('ValidationError', `Template format error: Unrecognized parameter type: ${type}`);
}

export function isNumeric(type: string): boolean {
  return type === 'Number' || type === 'List<Number>';
}

export function isList(type: string): boolean {
  return LISTS.includes(type);
}

export function itemsIn(text: string): string[] {
  return text.split(',').map((item) => item.trim());
}

/**
 * What a text stands for as a parameter of that type.
 *
 * @throws ServiceError `ValidationError` when it is to be read from the Systems Manager and isn't there
 */
export function parameterValue(type: string, text: string, ssm: Parameters): Json {
  const [, stored] = STORED.exec(type) ?? [];
  if (stored !== undefined) return isList(stored) ? itemsIn(storedValue(text, 'StringList', ssm)) : storedValue(text, 'String', ssm);
  if (type === NAME_OF_A_PARAMETER && !ssm.find(text)) throw unfetched(text);
  return isList(type) ? itemsIn(text) : text;
}

/** @throws ServiceError `ValidationError` when there is no such parameter, or none of the type */
function storedValue(selector: string, type: string, ssm: Parameters): string {
  const parameter = ssm.find(selector);
  if (!parameter) throw unfetched(selector);
  if (parameter.type === 'SecureString') {
    throw new ServiceError('ValidationError', `Parameters [${selector}] referenced by template have types not supported by CloudFormation.`);
  }
  if (parameter.type !== type) throw new ServiceError('ValidationError', `Types for SSM parameters [${selector}] defined in CFN template and SSM are incompatible`);
  return parameter.value;
}

function unfetched(selector: string): ServiceError {
  return new ServiceError('ValidationError', `Unable to fetch parameters [${selector}] from parameter store for this account.`);
}
