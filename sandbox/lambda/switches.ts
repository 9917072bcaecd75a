/** Behaviour of Lambda that AWS changes on request, or doesn't document in full. */
export interface LambdaSwitches {
  /** How many invocations run at the same time in an account and a Region; 10 in many new accounts. */
  readonly concurrency: number;
  /** How many execution environments each function gets in ten seconds beyond those that it has. */
  readonly instancesPerTenSeconds: number;
  /** What becomes of an event for which there is no room: tried again after growing pauses, or as soon as there is room, in the order in which they came. */
  readonly throttledEvents: 'BACK_OFF' | 'IN_ORDER';
}

export const DEFAULT_LAMBDA_SWITCHES: LambdaSwitches = {
  concurrency: 1_000,
  instancesPerTenSeconds: 1_000,
  throttledEvents: 'BACK_OFF',
};
