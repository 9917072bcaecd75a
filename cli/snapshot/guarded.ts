import { checkHost } from './endpoint';
import type { Pace } from './pace';

/** As much of a client of the SDK as guarding it needs. */
interface Guardable {
  readonly middlewareStack: {
    add(middleware: (next: (args: any) => Promise<any>, context: { readonly commandName?: string }) => (args: any) => Promise<any>, options: object): void;
  };
}

/** A command that may not be called fails before anything is sent, and so does one to a host that only a file of the AWS configuration names. */
export function guarded<Client>(client: Client, service: string, pace: Pace, checksHost: boolean): Client {
  const { middlewareStack } = client as Guardable;
  middlewareStack.add((next, { commandName = '' }) => async (args: unknown) => {
    await pace.turn(`${service}:${commandName.replace(/Command$/, '')}`);
    return next(args);
  }, { step: 'initialize', name: 'onlyAllowed' });
  if (!checksHost) return client;
  middlewareStack.add((next) => async (args: { readonly request: { readonly hostname: string } }) => {
    checkHost(args.request.hostname);
    return next(args);
  }, { step: 'build', name: 'onlyKnownHosts' });
  return client;
}
