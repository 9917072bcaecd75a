import { NotEmulated, ServiceError } from '../protocol/service-error';

const NODE = /^nodejs(\d*)(?:\.\w+)?$/;

/** The oldest version of Node.js with which a function can be made or changed. The date of the next one has been put off several times. */
const OLDEST = 18;

/** What is recommended instead. */
const NEWEST = 'nodejs24.x';

/**
 * Looks whether a function can have a runtime.
 *
 * @throws ServiceError `InvalidParameterValueException` if Lambda has retired it; NotEmulated if it isn't one of Node.js, or none that Lambda has
 */
export function checkRuntime(runtime: string): void {
  const [, version] = NODE.exec(runtime) ?? [];
  if (version !== undefined && Number(version) < OLDEST) {
    throw new ServiceError('InvalidParameterValueException', `The runtime parameter of ${runtime} is no longer supported for creating or updating AWS Lambda functions. `
      + `We recommend you use the new runtime (${NEWEST}) while creating or updating functions.`);
  }
  if (!/^nodejs\d+\.x$/.test(runtime) || Number(version) % 2 !== 0) throw new NotEmulated(`functions with the runtime ${runtime}`);
}
