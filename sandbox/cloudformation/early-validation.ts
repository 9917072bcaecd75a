import { unknownProperties } from './properties/check';
import type { Template } from './template';

/** What CloudFormation sees in a template when a change set is made. */
export interface ValidationError {
  readonly logicalId: string;
  readonly type: string;
  /** Where in the template. */
  readonly path: string;
  readonly reason: string;
}

/** Why a change set with such errors failed. */
export const EARLY_VALIDATION_FAILED = 'The following hook(s)/validation failed: [AWS::EarlyValidation::PropertyValidation]. '
  + 'To troubleshoot Early Validation errors, use the DescribeEvents API for detailed failure information.';

/** Looks at the properties of each resource, as far as they don't depend on conditions. */
export function validateEarly(template: Template): ValidationError[] {
  return unknownProperties(template).map(({ logicalId, type, path }) => ({
    logicalId,
    type,
    path: ['', 'Resources', logicalId, 'Properties', ...path].join('/'),
    reason: `Unsupported property [${path.at(-1)}]`,
  }));
}
