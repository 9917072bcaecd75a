/** A price in US dollars. */
export interface Price {
  readonly what: string;
  /** For this many. */
  readonly each: number;
  readonly dollars: number;
  readonly source: string;
}

/**
 * What AWS asks for in us-east-1, without what is free each month. Lists cost as much as writes; calls to Organizations, CloudFormation and STS cost nothing.
 */
export const PRICES = {
  s3Writes: { what: 'writes to S3, and lists', each: 1_000, dollars: 0.005, source: 'https://aws.amazon.com/s3/pricing/' },
  s3Reads: { what: 'reads of S3', each: 1_000, dollars: 0.0004, source: 'https://aws.amazon.com/s3/pricing/' },
  s3Gigabytes: { what: 'gigabytes in S3 for a month', each: 1, dollars: 0.023, source: 'https://aws.amazon.com/s3/pricing/' },
  schedulerInvocations: { what: 'invocations by the schedule', each: 1_000_000, dollars: 1, source: 'https://aws.amazon.com/eventbridge/pricing/' },
  lambdaRequests: { what: 'calls of the functions', each: 1_000_000, dollars: 0.2, source: 'https://aws.amazon.com/lambda/pricing/' },
  lambdaGigabyteSeconds: { what: 'gigabyte seconds of the functions (Arm)', each: 1, dollars: 0.0000133334, source: 'https://aws.amazon.com/lambda/pricing/' },
  events: { what: 'events that are told', each: 1_000_000, dollars: 1, source: 'https://aws.amazon.com/eventbridge/pricing/' },
  logGigabytes: { what: 'gigabytes of logs', each: 1, dollars: 0.5, source: 'https://aws.amazon.com/cloudwatch/pricing/' },
} as const satisfies Record<string, Price>;

/** How much of each was used. */
export type Usage = Readonly<Record<keyof typeof PRICES, number>>;

/** What each costs, in US dollars. */
export function costsOf(usage: Usage): Usage {
  const costs = Object.entries(PRICES).map(([name, { each, dollars }]) => [name, usage[name as keyof Usage] / each * dollars]);
  return Object.fromEntries(costs) as Record<keyof Usage, number>;
}

export function dollarsOf(usage: Usage): number {
  return Object.values(costsOf(usage)).reduce((sum, cost) => sum + cost, 0);
}
