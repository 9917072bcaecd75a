import { CallingOptions, callingOptions, refusal } from '../../cli/refusal';

/** As the SDK throws it. */
function thrown(name: string, message: string, more: object = {}): Error {
  return Object.assign(new Error(message), { name }, more);
}

test.each<[string, Error, CallingOptions, string]>([
  ['no credentials', thrown('CredentialsProviderError', 'Could not load credentials from any providers'), {},
    'there are no credentials: neither the environment nor the default profile has any. Sign in as for the AWS CLI (aws sso login, aws configure), or name a '
    + 'profile by --profile or AWS_PROFILE'],
  ['a profile that is not there', thrown('CredentialsProviderError', 'Could not load credentials from any providers'), { profile: 'admni' },
    'there are no credentials: the profile admni isn\'t in the AWS configuration, or has none. Sign in as for the AWS CLI (aws sso login --profile admni), or name '
    + 'another profile'],
  ['a session that has ended', thrown('CredentialsProviderError', 'The SSO session associated with this profile has expired.'), { profile: 'admin' },
    'there are no credentials: The SSO session associated with this profile has expired. Sign in as for the AWS CLI (aws sso login --profile admin), or name another '
    + 'profile'],
  ['credentials that have ended', thrown('ExpiredToken', 'The security token included in the request is expired', { $fault: 'client' }), {},
    'AWS doesn\'t take the credentials: ExpiredToken: The security token included in the request is expired. Sign in as for the AWS CLI (aws sso login, aws configure), '
    + 'or name a profile by --profile or AWS_PROFILE'],
  ['no network', thrown('Error', 'getaddrinfo ENOTFOUND sts.eu-central-1.amazonaws.com', { code: 'ENOTFOUND' }), {},
    'AWS can\'t be reached: ENOTFOUND: getaddrinfo ENOTFOUND sts.eu-central-1.amazonaws.com. See whether the network is there, and whether the Region is meant so'],
  ['a sandbox that has ended', thrown('Error', 'connect ECONNREFUSED 127.0.0.1:4600', { code: 'ECONNREFUSED' }), { endpointUrl: 'http://127.0.0.1:4600' },
    'http://127.0.0.1:4600 can\'t be reached: ECONNREFUSED: connect ECONNREFUSED 127.0.0.1:4600. If it was a sandbox, it has ended'],
  ['any other answer', thrown('ValidationError', 'Stack with id None does not exist', { $fault: 'client' }), {}, 'ValidationError: Stack with id None does not exist'],
])('%s is refused with what to do', (_title, error, options, expected) => expect(refusal(error, options)).toBe(`error: ${expected}`));

test('what options leave open, the environment decides', () => {
  const environment = { AWS_PROFILE: 'people', AWS_ENDPOINT_URL: 'http://127.0.0.1:4600' };
  expect(callingOptions({}, environment)).toEqual({ profile: 'people', endpointUrl: 'http://127.0.0.1:4600' });
  expect(callingOptions({ profile: 'admin', endpointUrl: 'http://127.0.0.1:4700' }, environment)).toEqual({ profile: 'admin', endpointUrl: 'http://127.0.0.1:4700' });
});
