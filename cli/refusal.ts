import { awsErrorOf } from '../lambda/errors/aws-error';
import { UnusableEnvironment } from './snapshot/endpoint';
import { untell } from './snapshot/progress';

/** What the SDK says when no provider of credentials has any, and nothing of what was tried. */
const NO_PROVIDER = 'Could not load credentials from any providers';

const WITHOUT_CREDENTIALS = ['CredentialsProviderError', 'TokenProviderError'];

/** AWS doesn't take the credentials, or not any more. */
const NOT_TAKEN = ['ExpiredToken', 'ExpiredTokenException', 'InvalidClientTokenId', 'UnrecognizedClientException', 'InvalidSignatureException', 'SignatureDoesNotMatch'];

const UNREACHED = ['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'TimeoutError'];

/** What a command was told of where and as whom it calls AWS. */
export interface CallingOptions {
  readonly profile?: string | undefined;
  readonly endpointUrl?: string | undefined;
}

/** What options leave open, the environment decides. */
export function callingOptions({ profile, endpointUrl }: CallingOptions, environment: NodeJS.ProcessEnv): CallingOptions {
  return { profile: profile ?? environment.AWS_PROFILE, endpointUrl: endpointUrl ?? environment.AWS_ENDPOINT_URL };
}

/**
 * Why nothing came of a call, and what to do where that is known, in a line that begins with `error: `. What isn't an answer of AWS is told by its status:
 * what the SDK says of it is about its own parser.
 */
export function refusal(thrown: unknown, options: CallingOptions = {}): string {
  if (thrown instanceof UnusableEnvironment) return `error: ${thrown.message}`;
  const { exception, message, httpStatus } = awsErrorOf('', thrown);
  const saysNothing = [`HTTP ${httpStatus}`, 'Error'].includes(exception) || message.startsWith(`${exception}: `);
  const said = [...saysNothing ? [] : [exception], message].filter((part) => part !== '').join(': ');
  if (WITHOUT_CREDENTIALS.includes(exception)) return `error: ${withoutCredentials(message, options)}`;
  if (NOT_TAKEN.includes(exception)) return `error: AWS doesn't take the credentials: ${said}. ${signIn(options)}`;
  if (UNREACHED.includes(exception)) return `error: ${unreached(said, options)}`;
  return `error: ${said}`;
}

/** Ends the command with a line that says why, which begins with `error: `. */
export function failWith(message: string): never {
  untell();
  console.error(message);
  return process.exit(1);
}

function withoutCredentials(message: string, options: CallingOptions): string {
  const { profile } = options;
  const where = profile === undefined ? 'neither the environment nor the default profile has any' : `the profile ${profile} isn't in the AWS configuration, or has none`;
  return `there are no credentials: ${message === NO_PROVIDER ? where : message.replace(/\.$/, '')}. ${signIn(options)}`;
}

function signIn({ profile }: CallingOptions): string {
  return profile === undefined
    ? 'Sign in as for the AWS CLI (aws sso login, aws configure), or name a profile by --profile or AWS_PROFILE'
    : `Sign in as for the AWS CLI (aws sso login --profile ${profile}), or name another profile`;
}

function unreached(said: string, { endpointUrl }: CallingOptions): string {
  return endpointUrl === undefined
    ? `AWS can't be reached: ${said}. See whether the network is there, and whether the Region is meant so`
    : `${endpointUrl} can't be reached: ${said}. If it was a sandbox, it has ended`;
}
