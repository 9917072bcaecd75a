import { ServiceError } from '../protocol/service-error';

/** The longest values of parameters, in characters. */
export const PARAMETER_LIMITS = { standard: 4096, advanced: 8192 };

const LINK = 'https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html';

/** @throws ServiceError `ValidationException` */
export function checkParameterValue(value: string, tier = 'Standard'): void {
  const longest = tier === 'Standard' ? PARAMETER_LIMITS.standard : PARAMETER_LIMITS.advanced;
  if (value.length <= longest) return;
  throw new ServiceError('ValidationException', tier === 'Standard'
    ? `Standard tier parameters support a maximum parameter value of ${longest} characters. To create a larger parameter value, `
    + `upgrade the parameter to use the advanced-parameter tier. For more information, see ${LINK}`
    : `Advanced tier parameters support a maximum parameter value of ${longest} characters.`);
}
