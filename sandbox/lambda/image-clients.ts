import Module from 'node:module';

/* eslint-disable @typescript-eslint/no-require-imports -- loaded only when a function asks for one, and without waiting, as require does */
const CLIENTS: Readonly<Record<string, () => unknown>> = {
  '@aws-sdk/client-cloudformation': () => require('@aws-sdk/client-cloudformation'),
  '@aws-sdk/client-identitystore': () => require('@aws-sdk/client-identitystore'),
  '@aws-sdk/client-lambda': () => require('@aws-sdk/client-lambda'),
  '@aws-sdk/client-organizations': () => require('@aws-sdk/client-organizations'),
  '@aws-sdk/client-s3': () => require('@aws-sdk/client-s3'),
  '@aws-sdk/client-sfn': () => require('@aws-sdk/client-sfn'),
  '@aws-sdk/client-ssm': () => require('@aws-sdk/client-ssm'),
};
/* eslint-enable @typescript-eslint/no-require-imports */

/** What Lambda's image has: the whole SDK, but not the native code that it can do without. */
const IN_THE_IMAGE = /^@(?:aws-sdk|smithy)\/(?![^/]*crt)[^/]+/;

/** What Node.js says if a module isn't there: `require` and `import` in different words. */
const NOT_FOUND = /^Cannot find (?:module|package) '([^']+)'/;

/**
 * Provides the SDK clients that the image of a Lambda function has, as far as the functions of the Provider framework and of
 * references between Regions rely on it: they are not in the code of the function, and nowhere else on this computer.
 *
 * @param lacks is told the name of a module of the SDK that a function has required, and that is neither in its code nor provided
 */
export function provideClients(lacks: (name: string) => void): void {
  const loader = Module as unknown as { _load: (request: string, ...rest: unknown[]) => unknown };
  const original = loader._load;
  loader._load = (request, ...rest) => {
    const client = Object.hasOwn(CLIENTS, request) ? CLIENTS[request] : undefined;
    if (client) return client();
    try {
      return original.call(loader, request, ...rest);
    } catch (thrown) {
      // Whether or not the function catches this: in AWS it wouldn't be thrown.
      const name = lackingIn(thrown);
      if (name !== undefined && request.startsWith(name)) lacks(name);
      throw thrown;
    }
  };
}

/** The module of the SDK that isn't there, if that is why something was thrown. */
export function lackingIn(thrown: unknown): string | undefined {
  const { code = '', message = '' } = (thrown ?? {}) as { readonly code?: unknown; readonly message?: unknown };
  if (!String(code).endsWith('MODULE_NOT_FOUND')) return undefined;
  return IN_THE_IMAGE.exec(NOT_FOUND.exec(String(message))?.[1] ?? '')?.[0];
}
