import { NotEmulated, ServiceError } from '../protocol/service-error';
import { checkReferences } from './references';
import type { Rule } from './rules';
import { checkFunctions } from './supported-functions';
import { parseStructure } from './template-text';

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };
export type Properties = { [name: string]: Json };

export interface ResourceDefinition {
  readonly Type: string;
  readonly Properties?: Properties;
  readonly DependsOn?: string | string[];
  readonly Condition?: string;
  readonly DeletionPolicy?: Policy;
  readonly UpdateReplacePolicy?: Policy;
  readonly Metadata?: Json;
}

export type Policy = 'Delete' | 'Retain' | 'RetainExceptOnCreate';

export interface ParameterDefinition {
  readonly Type: string;
  readonly Default?: string | number;
  readonly AllowedPattern?: string;
  readonly AllowedValues?: readonly (string | number)[];
  /** Said instead of which constraint a value doesn't satisfy. */
  readonly ConstraintDescription?: string;
  readonly MinLength?: string | number;
  readonly MaxLength?: string | number;
  readonly MinValue?: string | number;
  readonly MaxValue?: string | number;
  /** Whether its value isn't shown. */
  readonly NoEcho?: string | boolean;
}

export interface OutputDefinition {
  readonly Value: Json;
  readonly Description?: string;
  readonly Condition?: string;
  readonly Export?: { readonly Name: Json };
}

export interface Template {
  readonly Description?: string;
  readonly Parameters?: Readonly<Record<string, ParameterDefinition>>;
  readonly Mappings?: Readonly<Record<string, Record<string, Record<string, Json>>>>;
  readonly Conditions?: Readonly<Record<string, Json>>;
  readonly Rules?: Readonly<Record<string, Rule>>;
  readonly Resources: Readonly<Record<string, ResourceDefinition>>;
  readonly Outputs?: Readonly<Record<string, OutputDefinition>>;
}

const SECTIONS = ['AWSTemplateFormatVersion', 'Description', 'Metadata', 'Parameters', 'Mappings', 'Conditions', 'Rules', 'Resources', 'Outputs'];
const MEMBERS = ['Type', 'Properties', 'DependsOn', 'Condition', 'DeletionPolicy', 'UpdateReplacePolicy', 'Metadata'];
const POLICIES: readonly unknown[] = ['Delete', 'Retain', 'RetainExceptOnCreate', undefined];
export const MAXIMUM_RESOURCES = 500;

/**
 * Reads a template and refuses what the sandbox doesn't do, before anything is deployed.
 *
 * @param emulates tells whether a resource type is deployed or recorded
 * @throws ServiceError `ValidationError`
 */
export function parseTemplate(text: string, emulates: (type: string) => boolean): Template {
  return readTemplate(parseStructure(text), emulates);
}

/** The same of what a text has been read as. */
export function readTemplate(structure: Readonly<Record<string, unknown>>, emulates: (type: string) => boolean): Template {
  const template = structure as unknown as Template;
  const section = Object.keys(template).find((name) => !SECTIONS.includes(name));
  if (section !== undefined) throw new NotEmulated(`the template section ${section}`);
  const resources = Object.entries(template.Resources ?? {});
  if (resources.length === 0) throw invalid('At least one Resources member must be defined.');
  if (resources.length > MAXIMUM_RESOURCES) {
    throw invalid(`Number of resources, ${resources.length}, is greater than maximum allowed, ${MAXIMUM_RESOURCES}`);
  }
  for (const [logicalId, definition] of resources) {
    if (Array.isArray(definition)) throw invalid(`[/Resources/${logicalId}] resource definition is malformed`);
    if (typeof definition?.Type !== 'string') throw invalid(`[/Resources/${logicalId}] Every Resources object must contain a Type member.`);
    const member = Object.keys(definition).find((name) => !MEMBERS.includes(name));
    if (member !== undefined) throw new NotEmulated(`the attribute ${member} of resource ${logicalId}`);
    if (!emulates(definition.Type)) {
      throw new NotEmulated(`the resource type ${definition.Type} (resource ${logicalId}); --record-only ${definition.Type}, in a test recordOnly, records it instead`);
    }
    for (const name of ['DeletionPolicy', 'UpdateReplacePolicy'] as const) {
      const policy = definition[name];
      if (typeof policy === 'object') throw invalid(`Every ${name} member must be a string.`);
      if (!POLICIES.includes(policy)) throw new NotEmulated(`the policy ${policy} (resource ${logicalId})`);
    }
  }
  checkFunctions(template);
  checkReferences(template);
  return template;
}

function invalid(message: string): ServiceError {
  return new ServiceError('ValidationError', `Template format error: ${message}`);
}
