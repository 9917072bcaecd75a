import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { Environment } from '../environment';

/** Settings that would lead the `cdk` command away from the sandbox. */
const LEADING_AWAY = ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE', 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS', 'AWS_SESSION_TOKEN', 'NODE_EXTRA_CA_CERTS'];

/** An endpoint of one service, such as AWS_ENDPOINT_URL_STS, comes before the one of all. */
const ENDPOINT_OF_SERVICE = 'AWS_ENDPOINT_URL_';

/** The services that are here, by their names in such variables. */
const SERVICES = [
  'CLOUDFORMATION', 'CLOUDTRAIL', 'CLOUDWATCH_LOGS', 'ECR', 'IAM', 'IDENTITYSTORE', 'KMS', 'LAMBDA', 'ORGANIZATIONS', 'S3', 'SECRETS_MANAGER', 'SFN', 'SSM',
  'SSO_ADMIN', 'STS',
];

/** The variables that must not be set: those that lead away, and the endpoints of single services, of which others may be set too. */
export function variablesToUnset(variables: NodeJS.ProcessEnv): string[] {
  const endpoints = SERVICES.map((service) => ENDPOINT_OF_SERVICE + service);
  const others = Object.keys(variables).filter((name) => name.startsWith(ENDPOINT_OF_SERVICE));
  return [...new Set([...LEADING_AWAY, ...endpoints, ...others])];
}

/** A directory for what the `cdk` command remembers. */
export function newCdkHome(): string {
  return mkdtempSync(path.join(tmpdir(), 'cdk-org-guard-cdk-home-'));
}

/**
 * What keeps the `cdk` command, and every other AWS client, on the sandbox and this computer.
 *
 * @param cdkHome as `newCdkHome` makes one
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export function environmentVariables(port: number, { account, region }: Environment, cdkHome = newCdkHome()): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    // The cdk command remembers for ever which account an access key belongs to, in CDK_HOME.
    AWS_ACCESS_KEY_ID: `SANDBOX${account}`,
    AWS_SECRET_ACCESS_KEY: 'sandbox',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    NO_PROXY: '127.0.0.1,localhost',
    no_proxy: '127.0.0.1,localhost',
    CDK_HOME: cdkHome,
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_DISABLE_VERSION_CHECK: '1',
    CDK_VALIDATION: 'false',
  };
}

/** What a shell evaluates to have exactly these variables. */
export function shellLines(variables: Readonly<Record<string, string>>): string[] {
  return [
    `unset ${variablesToUnset(process.env).join(' ')}`,
    ...Object.entries(variables).map(([name, value]) => `export ${name}='${value.replaceAll('\'', '\'\\\'\'')}'`),
  ];
}
