import { organizationsRegion } from '../../../lambda/organizations/region';

test.each([
  { of: 'eu-central-1', region: 'us-east-1' },
  { of: 'us-west-2', region: 'us-east-1' },
  // One that every account has to enable: the invited one may not have.
  { of: 'af-south-1', region: 'us-east-1' },
  { of: 'ap-east-1', region: 'us-east-1' },
  { of: 'ca-west-1', region: 'us-east-1' },
  { of: 'il-central-1', region: 'us-east-1' },
  { of: 'me-south-1', region: 'us-east-1' },
  { of: 'mx-central-1', region: 'us-east-1' },
  { of: 'sa-east-1', region: 'us-east-1' },
  { of: 'cn-north-1', region: 'cn-northwest-1' },
  { of: 'us-gov-east-1', region: 'us-gov-west-1' },
  { of: 'us-iso-west-1', region: 'us-iso-east-1' },
  { of: 'us-isob-east-1', region: 'us-isob-east-1' },
  { of: 'us-isof-east-1', region: 'us-isof-south-1' },
  { of: 'eu-isoe-west-1', region: 'eu-isoe-west-1' },
  { of: 'eusc-de-east-1', region: 'eusc-de-east-1' },
])('a role of an account that is invited from $of is assumed in $region', ({ of, region }) => {
  expect(organizationsRegion(of)).toBe(region);
});

test('in a partition that isn\'t known yet a role is assumed in the Region of the stack', () => {
  expect(organizationsRegion('xx-new-1')).toBe('xx-new-1');
});
