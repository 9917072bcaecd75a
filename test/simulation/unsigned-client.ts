import type { ClientClass } from '../../rehearsal/functions/handler-dependencies';

/** What only tells who asks, with which version of the SDK, and writes it down. */
const OF_NO_CONCERN = ['loggerMiddleware', 'getUserAgentMiddleware', 'recursionDetectionMiddleware'];

/**
 * A client whose requests tell in whose name they are sent and aren't signed: nobody checks signatures of a copy, and they are most of what a call costs.
 *
 * @param authorization gives the header of a request
 */
export function unsignedClient<Class extends ClientClass>(clientClass: Class, settings: object, authorization: () => string): InstanceType<Class> {
  const signer = { sign: async (request: any) => Object.assign(request, { headers: { ...request.headers, authorization: authorization() } }) };
  const client = new clientClass({ ...settings, signer, cacheMiddleware: true });
  for (const middleware of OF_NO_CONCERN) client.middlewareStack.remove(middleware);
  return client as InstanceType<Class>;
}
