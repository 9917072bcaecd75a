import { checkConstraints } from '../protocol/constraints';
import { ServiceError } from '../protocol/service-error';
import type { GivenParameter } from './parameters';
import type { Template } from './template';

/** Quotas of CloudFormation for templates. That of resources is in `template.ts`. */
export const TEMPLATE_LIMITS = {
  /** Of a template that a request has in itself. */
  bodyBytes: 51_200,
  /** Of a template in a bucket. */
  bytes: 1_000_000,
  mappings: 200,
  outputs: 200,
  parameters: 200,
  descriptionCharacters: 1024,
  parameterValueCharacters: 4096,
  exportNameCharacters: 256,
};

const EXPORT_NAME = /^[A-Za-z0-9:-]+$/;

/** @throws ServiceError `ValidationError` as CreateChangeSet answers it */
export function checkTemplateBody(text: string): void {
  checkConstraints([{ at: 'templateBody', value: text, length: Buffer.byteLength(text), longest: TEMPLATE_LIMITS.bodyBytes }]);
}

/** @throws ServiceError `ValidationError` */
export function checkTemplateSize(bytes: Uint8Array): void {
  if (bytes.length > TEMPLATE_LIMITS.bytes) throw new ServiceError('ValidationError', `Template may not exceed ${TEMPLATE_LIMITS.bytes} bytes in size.`);
}

/** @throws ServiceError `ValidationError` */
export function checkTemplateLimits(template: Template): void {
  checkCount('Parameter', template.Parameters, TEMPLATE_LIMITS.parameters);
  checkCount('Mappings', template.Mappings, TEMPLATE_LIMITS.mappings);
  checkCount('Outputs', template.Outputs, TEMPLATE_LIMITS.outputs);
  for (const { Description } of [template, ...Object.values(template.Outputs ?? {})]) {
    if (typeof Description === 'string' && Description.length > TEMPLATE_LIMITS.descriptionCharacters) {
      throw formatError(`'Description' length is greater than ${TEMPLATE_LIMITS.descriptionCharacters}.`);
    }
  }
  for (const [name, { Default }] of Object.entries(template.Parameters ?? {})) checkValue(name, 'default value', String(Default ?? ''));
  checkExportNames(template);
}

/** @throws ServiceError `ValidationError` */
export function checkParameterLimits(given: readonly GivenParameter[]): void {
  for (const { ParameterKey, ParameterValue = '' } of given) checkValue(ParameterKey, 'value', ParameterValue);
}

function checkCount(section: string, members: object | undefined, most: number): void {
  const count = Object.keys(members ?? {}).length;
  if (count > most) throw formatError(`${section} count ${count} is greater than max allowed ${most}`);
}

function checkValue(name: string, what: string, value: string): void {
  if (value.length > TEMPLATE_LIMITS.parameterValueCharacters) {
    throw formatError(`Parameter '${name}' ${what} '[****]' length is greater than ${TEMPLATE_LIMITS.parameterValueCharacters}.`);
  }
}

/** As far as they are known before anything is deployed. */
function checkExportNames({ Outputs: outputs = {} }: Template): void {
  const names: string[] = [];
  for (const [output, { Export: exported }] of Object.entries(outputs)) {
    const name = exported?.Name;
    if (typeof name !== 'string') continue;
    if (!EXPORT_NAME.test(name)) {
      throw formatError(`Output ${output} is malformed. `
        + 'The Name field of every Export member must be specified and consist only of alphanumeric characters, colons, or hyphens.');
    }
    if (name.length > TEMPLATE_LIMITS.exportNameCharacters) {
      throw formatError(`Output ${output} is malformed. The Name field of every Export member must not be longer than ${TEMPLATE_LIMITS.exportNameCharacters} characters.`);
    }
    if (names.includes(name)) throw formatError(`The Outputs section contains duplicate Export names: [${name}]. Specify a unique name for each export.`);
    names.push(name);
  }
}

function formatError(message: string): ServiceError {
  return new ServiceError('ValidationError', `Template format error: ${message}`);
}
