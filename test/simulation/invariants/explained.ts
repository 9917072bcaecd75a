import { CATALOGUE } from '../../../lambda/reasons/catalogue';
import type { Properties } from '../../../sandbox/cloudformation/template';
import type { Delivery } from '../deliveries';
import type { Run } from '../run';
import { isOfFramework } from './framework';
import { kindOf } from './holdings';
import type { Invariant } from './invariant';

/** Every failure carries a code of the catalogue and names its entity, and none is a fault of the function's own. */
export const explained: Invariant = {
  name: 'explained',
  holds: 'every failure carries a code of the catalogue and names its entity.',
  afterAll: (run) => run.deliveries.flatMap((delivery) => delivery.bodies.flatMap((body) => {
    const { Status: status, Reason: reason = '' } = JSON.parse(body) as { readonly Status: string; readonly Reason?: string };
    const wrong = status === 'FAILED' ? problemWith(run, delivery, reason) : undefined;
    return wrong === undefined || isOfFramework(run, delivery, reason) ? [] : [`${wrong}: ${reason}`];
  })),
};

function problemWith(run: Run, delivery: Delivery, reason: string): string | undefined {
  const { event } = delivery;
  const [, code] = /^([A-Z_]+): /.exec(reason) ?? [];
  if (code === undefined || !(code in CATALOGUE)) return 'the failure has no code of the catalogue';
  if (reason.includes('fault of the sandbox') || /UNEXPECTED: handling/.test(reason)) return 'the function has a fault of its own';
  const kind = kindOf(run, event.ResourceType);
  const physicalId = event.RequestType === 'Create' ? undefined : event.PhysicalResourceId;
  const names = [event.ResourceProperties, ...(event.RequestType === 'Update' ? [event.OldResourceProperties] : [])]
    .flatMap((properties) => kind?.namesOf(properties as unknown as Properties, physicalId) ?? []);
  // Names are the same in every case.
  return names.some((name) => reason.toLowerCase().includes(name.toLowerCase())) ? undefined : 'the failure does not name its entity';
}
