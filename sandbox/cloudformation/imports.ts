import { isDeepStrictEqual } from 'node:util';
import { NotEmulated, ServiceError } from '../protocol/service-error';
import { ProvisioningFailure, ResourceProvider } from './resource-provider';
import type { Stack } from './stack';
import type { Target } from './stack-operation';
import type { ResourceDefinition } from './template';

/** A resource that is there already and that a stack is to have from now on. */
export interface ResourceToImport {
  readonly LogicalResourceId: string;
  readonly ResourceType: string;
  /** Values by the names of the properties that identify a resource of the type. */
  readonly ResourceIdentifier: Readonly<Record<string, string>>;
}

/** Types that CloudFormation itself can't import. */
const NEVER_IMPORTED = /^(Custom::.*|AWS::CloudFormation::CustomResource|AWS::IAM::Policy|AWS::CDK::Metadata)$/;

/**
 * Checks what is to be imported, before anything is looked up.
 *
 * @throws ServiceError `ValidationError` as CreateChangeSet answers it
 */
export function checkImports(imports: readonly ResourceToImport[], stack: Stack, target: Target, providerOf: (type: string) => ResourceProvider): void {
  if (imports.length === 0) throw refused('Must Provide at least one resource to import');
  const logicalIds = imports.map(({ LogicalResourceId }) => LogicalResourceId);
  if (new Set(logicalIds).size < logicalIds.length) throw refused('Every resource to import must have unique LogicalResourceId');
  const { Resources: wanted } = target.template;
  const missing = logicalIds.filter((logicalId) => !wanted[logicalId]);
  if (missing.length > 0) throw refused(`The logical resource ids ${listed(missing)} provided in ResourceToImport do not exist in the template.`);
  checkTypes(imports, wanted, providerOf);
  checkRest(logicalIds, stack, target);
  const unprotected = logicalIds.filter((logicalId) => wanted[logicalId]?.DeletionPolicy === undefined);
  if (unprotected.length > 0) throw refused(`The following resources to import ${listed(unprotected)} must have DeletionPolicy attribute specified in the template.`);
}

function checkTypes(
  imports: readonly ResourceToImport[], wanted: Readonly<Record<string, ResourceDefinition>>, providerOf: (type: string) => ResourceProvider,
): void {
  const never = imports.map(({ ResourceType }) => ResourceType).filter((type) => NEVER_IMPORTED.test(type));
  if (never.length > 0) throw refused(`The following resource types are not supported for resource import: ${never.join(',')}`);
  for (const [index, { LogicalResourceId: logicalId, ResourceType: type, ResourceIdentifier: identifier }] of imports.entries()) {
    if (!identifier || Object.keys(identifier).length === 0) {
      throw refused(`1 validation error detected: Value null at 'resourcesToImport.${index + 1}.member.resourceIdentifier' failed to satisfy constraint: `
        + 'Member must not be null');
    }
    const { identifiers } = providerOf(type);
    if (!identifiers) throw new NotEmulated(`importing a resource of the type ${type}`);
    if (!isDeepStrictEqual(Object.keys(identifier).sort(), [...identifiers].sort())) {
      throw refused(`Invalid resource identifier for resource type ${type}. Expected ${listed(identifiers)}`);
    }
    const declared = wanted[logicalId]?.Type;
    if (declared !== type) {
      throw refused(`Resource type of [${logicalId}] passed in ResourceToImport does not match with resource type defined in the template. `
        + `Resource type in ResourceToImport: ${type}; Resource type in Template: ${declared}.`);
    }
  }
}

/** Nothing else may change. */
function checkRest(logicalIds: readonly string[], stack: Stack, { template }: Target): void {
  const [before, wanted] = [stack.template.Resources, template.Resources];
  const added = Object.keys(wanted).filter((logicalId) => !before[logicalId]);
  if (added.length === 0) throw refused('The template should contain at least one new resource to import.');
  const held = logicalIds.filter((logicalId) => before[logicalId]);
  if (held.length > 0) throw refused(`Resources ${listed(held)} passed in ResourceToImport are already in a stack and cannot be imported.`);
  const unlisted = added.filter((logicalId) => !logicalIds.includes(logicalId));
  if (unlisted.length > 0) throw refused(`Resources ${listed(unlisted)} is missing from ResourceToImport list`);
  const modified = Object.keys(before).filter((logicalId) => !isDeepStrictEqual(before[logicalId], wanted[logicalId]));
  if (modified.length > 0) {
    throw refused(`You have modified resources ${listed(modified)} in your template that are not being imported. `
      + 'Update, create or delete operations cannot be executed during import operations.');
  }
  if (!isDeepStrictEqual(stack.template.Outputs ?? {}, template.Outputs ?? {})) {
    throw refused('As part of the import operation, you cannot modify or add [Outputs]');
  }
}

/** How the resource is known once it's imported. */
export function importedId({ ResourceIdentifier: identifier }: ResourceToImport, { identifiers = [] }: ResourceProvider): string {
  return identifiers.map((name) => identifier[name]).join('|');
}

/** Why something can't be imported after all: it isn't there, or a stack has it. Nothing if it can. */
export async function obstacleTo(
  imports: readonly ResourceToImport[], stacks: readonly Stack[], providerOf: (type: string) => ResourceProvider,
): Promise<string | undefined> {
  for (const resource of imports) {
    const provider = providerOf(resource.ResourceType);
    const id = importedId(resource, provider);
    try {
      await provider.import?.(resource.ResourceIdentifier);
    } catch (thrown) {
      if (thrown instanceof ProvisioningFailure) return thrown.message;
      throw thrown;
    }
    const holder = stacks.find((stack) => stack.status !== 'DELETE_COMPLETE' && [...stack.resources.values()]
      .some(({ type, physicalId }) => type === resource.ResourceType && physicalId === id));
    if (holder) return `${id} already exists in stack ${holder.id}`;
  }
  return undefined;
}

function listed(names: readonly string[]): string {
  return `[${names.join(', ')}]`;
}

function refused(message: string): ServiceError {
  return new ServiceError('ValidationError', message);
}
