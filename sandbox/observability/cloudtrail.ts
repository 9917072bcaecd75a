import type { Service } from '../protocol/operations';

/** The trail has no events: the `cdk` command asks for them after a failure and does without. */
export const cloudTrail: Service = {
  name: 'cloudtrail',
  operations: { LookupEvents: () => ({ Events: [] }) },
};
