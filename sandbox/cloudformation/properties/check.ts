import { NotEmulated } from '../../protocol/service-error';
import { isMembers } from '../functions/function';
import { ProvisioningFailure } from '../resource-provider';
import type { Json, Properties, Template } from '../template';
import { treatmentsOf } from './table';
import type { PropertyTreatments, Treatment } from './treatment';

/** A property that a resource has. */
interface FoundProperty {
  /** Its name, and those of the properties that it is a member of. */
  readonly path: readonly string[];
  /** Nothing if CloudFormation doesn't know such a property. */
  readonly treatment?: Treatment;
  readonly value: Json;
}

/** A property in a template that the type of its resource doesn't have. */
export interface UnknownProperty {
  readonly logicalId: string;
  readonly type: string;
  readonly path: readonly string[];
}

/**
 * Refuses what a resource that is to be created or updated has and the sandbox doesn't emulate.
 *
 * @returns what a person should know about what is only recorded of it, if there is any
 * @throws ProvisioningFailure
 */
export function checkProperties(logicalId: string, type: string, properties: Properties): string | undefined {
  const found = propertiesIn(properties, treatmentsOf(type));
  const problems = found.map(problemOf).filter((problem) => problem !== undefined);
  if (problems.length > 0) throw new ProvisioningFailure(`Properties validation failed for resource ${logicalId} with message:\n${problems.join('\n')}`);
  const refused = found.find(({ treatment }) => treatment?.kind === 'REFUSED');
  if (refused) throw new ProvisioningFailure(refusal(refused, logicalId, type).message);
  const remarks = found.flatMap(({ path, treatment }) =>
    (treatment?.kind === 'RECORDED' && treatment.isToldOnEvents ? [`${path.join('.')} is only recorded by the cdk-org-guard sandbox: ${treatment.remark}`] : []));
  return remarks.length > 0 ? remarks.join('; ') : undefined;
}

/** What of a property contradicts the schema of the type. */
function problemOf({ path, value, treatment }: FoundProperty): string | undefined {
  const pointer = (names: readonly string[]): string => `#${names.map((name) => `/${name}`).join('')}`;
  if (!treatment) return `${pointer(path.slice(0, -1))}: extraneous key [${path.at(-1)}] is not permitted`;
  const { longest = Infinity, least = -Infinity } = treatment;
  if (Number(value) < least) return `${pointer(path)}: ${Number(value)} is not greater or equal to ${least}`;
  return typeof value === 'string' && value.length > longest ? `${pointer(path)}: expected maxLength: ${longest}, actual: ${value.length}` : undefined;
}

/**
 * Refuses what no deployment of a template can do, before anything is deployed. What depends on a condition is seen when the resource is created.
 *
 * @throws NotEmulated
 */
export function checkTemplateProperties({ Resources: resources }: Template): void {
  for (const [logicalId, { Type, Properties: properties = {} }] of Object.entries(resources)) {
    const refused = propertiesIn(properties, treatmentsOf(Type)).find(({ treatment, value }) => treatment?.kind === 'REFUSED' && isCertain(value));
    if (refused) throw refusal(refused, logicalId, Type);
  }
}

/** The properties in a template that CloudFormation doesn't know. */
export function unknownProperties({ Resources: resources }: Template): UnknownProperty[] {
  return Object.entries(resources).flatMap(([logicalId, { Type: type, Properties: properties = {} }]) =>
    propertiesIn(properties, treatmentsOf(type))
      .filter(({ treatment, value }) => !treatment && isCertain(value))
      .map(({ path }) => ({ logicalId, type, path })));
}

function refusal({ path }: FoundProperty, logicalId: string, type: string): NotEmulated {
  return new NotEmulated(`the property ${path.join('.')} of ${type} (resource ${logicalId})`);
}

function propertiesIn(value: Json, treatments: PropertyTreatments | undefined, path: readonly string[] = []): FoundProperty[] {
  if (!treatments || !isMembers(value) || isIntrinsic(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const treatment = Object.hasOwn(treatments, name) ? treatments[name] : undefined;
    const found = { path: [...path, name], value: member, ...(treatment && { treatment }) };
    return treatment?.kind === 'EMULATED' && treatment.members ? [found, ...propertiesIn(member, treatment.members, found.path)] : [found];
  });
}

function isIntrinsic(value: Properties): boolean {
  const [name = '', ...others] = Object.keys(value);
  return others.length === 0 && (name === 'Ref' || name.startsWith('Fn::'));
}

/** Whether a resource has the property in every case. */
function isCertain(value: Json): boolean {
  return typeof value !== 'object' || value === null || !('Fn::If' in value || ('Ref' in value && value.Ref === 'AWS::NoValue'));
}
