import Module from 'node:module';

/* eslint-disable @typescript-eslint/no-require-imports -- loaded only when a function asks for one, and without waiting, as require does */
const CLIENTS: Readonly<Record<string, () => unknown>> = {
  '@aws-sdk/client-lambda': () => require('@aws-sdk/client-lambda'),
  '@aws-sdk/client-sfn': () => require('@aws-sdk/client-sfn'),
  '@aws-sdk/client-ssm': () => require('@aws-sdk/client-ssm'),
};
/* eslint-enable @typescript-eslint/no-require-imports */

/**
 * Provides the SDK clients that the image of a Lambda function has, as far as the functions of the Provider framework and of
 * references between Regions rely on it: they are not in the code of the function, and nowhere else on this computer.
 */
export function provideClients(): void {
  const loader = Module as unknown as { _load: (request: string, ...rest: unknown[]) => unknown };
  const original = loader._load;
  loader._load = (request, ...rest) => {
    const client = Object.hasOwn(CLIENTS, request) ? CLIENTS[request] : undefined;
    return client ? client() : original.call(loader, request, ...rest);
  };
}
