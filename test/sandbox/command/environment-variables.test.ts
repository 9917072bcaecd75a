import { variablesToUnset } from '../../../sandbox/command/environment-variables';

test.each(['SECRETS_MANAGER', 'SSM', 'SSO_ADMIN', 'IDENTITYSTORE', 'ORGANIZATIONS'])('an endpoint of %s alone, left by an earlier setting, is taken away', (service) => {
  expect(variablesToUnset({})).toContain(`AWS_ENDPOINT_URL_${service}`);
});

test('an endpoint of a service that is not here is taken away where it is set', () => {
  expect(variablesToUnset({ AWS_ENDPOINT_URL_DYNAMODB: 'http://localhost:8000' })).toContain('AWS_ENDPOINT_URL_DYNAMODB');
  expect(variablesToUnset({})).not.toContain('AWS_ENDPOINT_URL_DYNAMODB');
});
