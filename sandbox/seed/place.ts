import { ServiceError } from '../protocol/service-error';
import { SeedError } from './shape';

/**
 * Plants something, and says of a refusal by the service which place of the seed it is about.
 *
 * @throws SeedError
 */
export function at<Result>(place: string, plant: () => Result): Result {
  try {
    return plant();
  } catch (thrown) {
    if (!(thrown instanceof ServiceError)) throw thrown;
    throw new SeedError(`${place}: ${thrown.message}`);
  }
}
