import type { Delivery } from '../deliveries';
import { isExcused } from '../excuses';
import type { Run } from '../run';

/** Whether the provider framework says in its own words what nobody can say instead. */
export function isOfFramework(run: Run, delivery: Delivery, reason: string): boolean {
  const facts = { run, delivery, reason };
  return isExcused(run, 'killed behind the framework', facts) || isExcused(run, 'not answered by the framework', facts)
    || isExcused(run, 'handled without the framework', facts);
}
