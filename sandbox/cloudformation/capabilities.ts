import { ServiceError } from '../protocol/service-error';
import type { TemplateInput } from './inputs';
import type { Target } from './stack-operation';
import type { Template } from './template';

/** Resources that can give permissions, each with the property that names it, if it can be named. */
const PERMITTING: Readonly<Record<string, string | undefined>> = {
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Policy': undefined,
  'AWS::IAM::Role': 'RoleName',
};

/**
 * Whoever deploys permissions has to say so, and, without a change set that shows it, whoever deploys what transforms make of a template.
 *
 * @throws ServiceError `InsufficientCapabilitiesException`
 */
export function checkCapabilities(target: Target, { Capabilities: given }: TemplateInput, isShownFirst: boolean): void {
  const isTransformed = target.processed !== undefined || target.failure !== undefined;
  const needed = [...permissionCapability(target.template), ...isTransformed && !isShownFirst ? ['CAPABILITY_AUTO_EXPAND'] : []];
  const capabilities = given || [];
  const missing = needed.filter((capability) => !capabilities.includes(capability) && !(capability === 'CAPABILITY_IAM' && capabilities.includes('CAPABILITY_NAMED_IAM')));
  if (missing.length > 0) throw new ServiceError('InsufficientCapabilitiesException', `Requires capabilities : [${missing.join(', ')}]`);
}

function permissionCapability({ Resources: resources }: Template): string[] {
  const permitting = Object.values(resources).filter(({ Type }) => Object.hasOwn(PERMITTING, Type));
  if (permitting.length === 0) return [];
  const isNamed = permitting.some(({ Type, Properties = {} }) => Properties[PERMITTING[Type] ?? ''] !== undefined);
  return [isNamed ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM'];
}
