import { decidedIn, scopeBefore } from './decided';
import { declaredResources } from './declared';
import { unknownProperties } from './properties/check';
import { alreadyExists, ResourceProvider } from './resource-provider';
import type { Stack } from './stack';
import type { Target } from './stack-operation';
import type { Properties } from './template';

/** What CloudFormation sees in a template when a change set is made. */
export interface ValidationError {
  readonly validation: keyof typeof VALIDATIONS;
  readonly logicalId: string;
  readonly type: string;
  /** Where in the template. */
  readonly path: string;
  readonly reason: string;
}

/** The validations by their names in the API, with those in the reason of a change set. */
const VALIDATIONS = { PROPERTY_VALIDATION: 'PropertyValidation', NAME_CONFLICT_VALIDATION: 'ResourceExistenceCheck' };

/** Why a change set with such errors failed. */
export function earlyFailure(errors: readonly ValidationError[]): string {
  const names = new Set(errors.map(({ validation }) => `AWS::EarlyValidation::${VALIDATIONS[validation]}`));
  return `The following hook(s)/validation failed: [${[...names].join(', ')}]. `
    + 'To troubleshoot Early Validation errors, use the DescribeEvents API for detailed failure information.';
}

/** Looks at the properties of each resource, as far as they don't depend on what only the deployment knows. */
export function validateEarly(stack: Stack, target: Target, providerOf: (type: string) => ResourceProvider): ValidationError[] {
  return [...unsupportedProperties(target), ...nameConflicts(stack, target, providerOf)];
}

function unsupportedProperties({ template }: Target): ValidationError[] {
  return unknownProperties(template).map(({ logicalId, type, path }) => ({
    validation: 'PROPERTY_VALIDATION',
    logicalId,
    type,
    path: ['', 'Resources', logicalId, 'Properties', ...path].join('/'),
    reason: `Unsupported property [${path.at(-1)}]`,
  }));
}

/** Resources that are to be made, or replaced, under a name that something has. */
function nameConflicts({ resources }: Stack, { template, parameters }: Target, providerOf: (type: string) => ResourceProvider): ValidationError[] {
  const scope = scopeBefore(template, parameters.values);
  return [...declaredResources(template, scope)].flatMap(([logicalId, { Type: type, Properties: properties = {} }]) => {
    const provider = providerOf(type);
    const identifier = provider.conflict?.(decidedIn(properties, scope) as Properties);
    const current = resources.get(logicalId);
    if (identifier === undefined || (current && provider.conflict?.(current.properties) === identifier)) return [];
    return [{ validation: 'NAME_CONFLICT_VALIDATION', logicalId, type, path: `/Resources/${logicalId}`, reason: alreadyExists(type, identifier) }];
  });
}
