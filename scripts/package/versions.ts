import { devDependencies } from '../../package.json';

/** By what the README installs, the newest that it was tried with. */
export const NEWEST = {
  'aws-cdk@2': `aws-cdk@${devDependencies['aws-cdk']}`,
  'aws-cdk-lib@2': 'aws-cdk-lib@2.276.0',
  'constructs@10': 'constructs@10.8.1',
} as const;

/** The oldest, which is what is developed with. */
export const OLDEST = {
  'aws-cdk@2': `aws-cdk@${devDependencies['aws-cdk']}`,
  'aws-cdk-lib@2': `aws-cdk-lib@${devDependencies['aws-cdk-lib']}`,
  'constructs@10': `constructs@${devDependencies.constructs}`,
} as const;
