import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as cloudFormation from '@aws-sdk/client-cloudformation';
import * as identityStore from '@aws-sdk/client-identitystore';
import * as organizations from '@aws-sdk/client-organizations';
import * as sts from '@aws-sdk/client-sts';

/** The lists of the SDK aren't exported, so that they are read from the text of the package that its clients have. */
const ofClients = createRequire(require.resolve('@aws-sdk/client-identitystore'));
const RETRY = readFileSync(ofClients.resolve('@smithy/core/retry'), 'utf8');

/** The names of exceptions that the SDK tries again, in its own lists and by the traits of the services' models. */
export function retryableNames(): string[] {
  const names = ['CLOCK_SKEW_ERROR_CODES', 'THROTTLING_ERROR_CODES', 'TRANSIENT_ERROR_CODES'].flatMap(listed);
  return [...new Set([...names, ...[cloudFormation, identityStore, organizations, sts].flatMap(byTrait)])].toSorted();
}

/** The error codes of Node that the SDK tries again. */
export function retryableCodes(): string[] {
  return ['NODEJS_TIMEOUT_ERROR_CODES', 'NODEJS_NETWORK_ERROR_CODES'].flatMap(listed);
}

function listed(list: string): string[] {
  const [, names] = new RegExp(`const ${list} = \\[([^\\]]*)\\]`).exec(RETRY) ?? [];
  if (names === undefined) throw new Error(`the SDK has no ${list} any more: see where it keeps what it tries again`);
  return [...names.matchAll(/"(\w+)"/g)].map(([, name]) => name as string);
}

function byTrait(client: object): string[] {
  return Object.entries(client).filter(([name, value]) => name.endsWith('Exception') && typeof value === 'function').flatMap(([name, Exception]) => {
    const { $retryable } = new (Exception as new (options: object) => { readonly $retryable?: object })({ message: '', $metadata: {} });
    return $retryable === undefined ? [] : [name];
  });
}
