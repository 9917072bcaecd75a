/** Where the sandbox pretends to be. */
export interface Environment {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
}

export const DEFAULT_ENVIRONMENT: Environment = { account: '123456789012', region: 'us-east-1', partition: 'aws' };
