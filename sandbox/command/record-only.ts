import { nearest } from '../control/nearest';
import catalogue from './generated/resource-types.json';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_RegisterType.html, and for custom resources the reference of AWS::CloudFormation::CustomResource */
const REGISTERED = /^([A-Za-z0-9]{2,64}::[A-Za-z0-9]{2,64})::([A-Za-z0-9]{2,64})(::MODULE)?$/;
const CUSTOM = /^(?=.{1,60}$)Custom::[\w@-]+$/;

/** Nobody else can register a type in their names. */
const OWNERS = ['AWS', 'Amazon', 'Alexa'];

const SERVICES: Readonly<Record<string, readonly string[]>> = catalogue.services;

/**
 * Why a type can't be recorded, in a sentence; undefined if it can.
 *
 * @param isChecked whether a type of AWS has to be one that this version knows
 */
export function whyNotRecorded(type: string, isChecked = true): string | undefined {
  if (CUSTOM.test(type)) return undefined;
  const [, service = '', resource = ''] = REGISTERED.exec(type) ?? [];
  if (service === '') return `${JSON.stringify(type)} has not the form of a resource type, as AWS::S3::Bucket, Custom::Thing and Organization::Service::Resource have it`;
  const owner = service.split('::')[0] as string;
  if (owner === 'Custom') return `${type} has not the form of a custom resource's type: Custom:: and letters, digits and _@-, together at most 60`;
  if (!isChecked || !OWNERS.some((each) => each.toLowerCase() === owner.toLowerCase())) return undefined;
  if (Object.hasOwn(SERVICES, service) && SERVICES[service]?.includes(resource)) return undefined;
  const meant = nearest(type, Object.entries(SERVICES).flatMap(([each, resources]) => resources.map((name) => `${each}::${name}`)));
  return `${type} is no resource type of CloudFormation, as ${catalogue.source} knows them${meant === undefined ? '' : `; perhaps ${meant}`}; --no-type-check takes newer ones`;
}
