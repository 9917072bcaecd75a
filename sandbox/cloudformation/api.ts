import type { Environment } from '../environment';
import type { Service } from '../protocol/operations';
import type { Random } from '../randomness';
import type { Buckets } from '../s3/buckets';
import type { Time } from '../time/time';
import { changeSetOperations } from './change-set-operations';
import { ChangeSets } from './change-sets';
import { changingOperations } from './changing-operations';
import type { CloudFormation } from './cloudformation';
import { driftOperations } from './drift-operations';
import { readingOperations } from './reading-operations';
import { stackRefactorOperations } from './stack-refactor-operations';
import type { Switches } from './switches';
import { throttled } from './throttle';

export interface ApiDependencies {
  readonly environment: Environment;
  readonly time: Time;
  readonly random: Random;
  readonly buckets: Buckets;
  readonly switches: Switches;
}

/** The CloudFormation API, as far as the `cdk` command and the functions use it. */
export function cloudFormationApi(cloudFormation: CloudFormation, dependencies: ApiDependencies): Service {
  const changeSets = new ChangeSets();
  const operations = {
    ...changeSetOperations(cloudFormation, changeSets, dependencies),
    ...changingOperations(cloudFormation, dependencies),
    ...readingOperations(cloudFormation, changeSets, dependencies),
    ...driftOperations(cloudFormation, dependencies),
    ...stackRefactorOperations(cloudFormation, dependencies),
  };
  return { name: 'cloudformation', operations: throttled(operations, dependencies.switches.requestRates, dependencies.time) };
}
