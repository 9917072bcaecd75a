import { ExpectedResult, Match } from '@aws-cdk/integ-tests-alpha';
import { AllFeatures } from 'cdk-org-guard';
import { assertTold, testOf, throwAwayStack } from './given';

const stack = throwAwayStack('all-features');
const allFeatures = new AllFeatures(stack, 'AllFeatures');

const integ = testOf(stack, { before: ['all-features'] });
assertTold(integ, stack, [allFeatures.outcome, allFeatures.state], ['ALREADY_ENABLED', 'ENABLED']);
integ.assertions.awsApiCall('organizations', 'DescribeOrganization')
  .expect(ExpectedResult.objectLike({ Organization: Match.objectLike({ FeatureSet: 'ALL' }) }));
