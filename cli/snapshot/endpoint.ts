/** The environment can't be used to read: why, and what to do. */
export class UnusableEnvironment extends Error {}

/** Hosts of AWS, of every partition. */
const AWS = /(^|\.)(amazonaws\.com|amazonaws\.com\.cn|api\.aws|amazonaws\.eu|c2s\.ic\.gov|sc2s\.sgov\.gov)$/;
const THIS_COMPUTER = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Where the environment sends requests instead of to AWS: a sandbox on this computer.
 *
 * @throws UnusableEnvironment if that is elsewhere, and wasn't asked for, or if what is asked for is no URL
 */
export function endpointIn(environment: NodeJS.ProcessEnv, asked?: string): string | undefined {
  if (asked !== undefined && !URL.canParse(asked)) throw new UnusableEnvironment(`--endpoint-url is ${asked}, which is no URL such as http://127.0.0.1:4600`);
  if (asked !== undefined) return asked;
  const names = Object.keys(environment).filter((name) => /^AWS_ENDPOINT_URL(_|$)/.test(name) && environment[name] !== '');
  const urls = names.map((name) => ({ name, url: environment[name] as string }));
  const foreign = urls.find(({ url }) => !isKnown(url));
  if (foreign) {
    throw new UnusableEnvironment(`${foreign.name} is ${foreign.url}, which is neither AWS nor a sandbox on this computer; give it by --endpoint-url if it is meant`);
  }
  return environment.AWS_ENDPOINT_URL === '' ? undefined : environment.AWS_ENDPOINT_URL;
}

/**
 * Whether requests may be sent there without being asked for it: AWS, or a sandbox on this computer.
 *
 * @throws UnusableEnvironment if not
 */
export function checkHost(hostname: string): void {
  if (!isKnownHost(hostname)) {
    throw new UnusableEnvironment(`the AWS configuration sends requests to ${hostname}, which is neither AWS nor a sandbox on this computer; give it by --endpoint-url if it is meant`);
  }
}

function isKnownHost(hostname: string): boolean {
  return AWS.test(hostname) || THIS_COMPUTER.includes(hostname);
}

function isKnown(url: string): boolean {
  try {
    return isKnownHost(new URL(url).hostname);
  } catch {
    return false;
  }
}
