import { ExpectedResult, Match } from '@aws-cdk/integ-tests-alpha';
import { AllFeatures } from 'cdk-org-guard';
import { assertTold, testOf, throwAwayStack } from './given';

const stack = throwAwayStack('all-features');
const allFeatures = new AllFeatures(stack, 'AllFeatures');

// In an organization without all features the test would ask all of its accounts, and nobody could be invited until they have answered.
const integ = testOf(stack, ['node --import tsx has-all-features.ts']);
assertTold(integ, stack, [allFeatures.outcome, allFeatures.state], ['ALREADY_ENABLED', 'ENABLED']);
integ.assertions.awsApiCall('organizations', 'DescribeOrganization')
  .expect(ExpectedResult.objectLike({ Organization: Match.objectLike({ FeatureSet: 'ALL' }) }));
