import { Readable } from 'node:stream';

/** How long an answer may take to arrive once its status is there, in milliseconds, however steadily it arrives. */
const WHOLE_ANSWER = 2_500;

/** What every client of the SDK has; their types have nothing in common. */
interface Client {
  readonly middlewareStack: { add(middleware: any, options: any): void };
}

type Receive = (args: unknown) => Promise<{ readonly response: { readonly body?: unknown } }>;

/**
 * A client that gives up on an answer without end. The SDK only limits the time between two pieces of an answer. The error knows the status; an abort wouldn't.
 */
export function limited<Limited extends Client>(client: Limited): Limited {
  client.middlewareStack.add((receive: Receive): Receive => async (args) => {
    const received = await receive(args);
    const { body } = received.response;
    if (body instanceof Readable) limitTime(body);
    return received;
  }, { name: 'limited', step: 'deserialize', priority: 'low', override: true });
  return client;
}

function limitTime(body: Readable): void {
  const limit = setTimeout(() => body.destroy(Object.assign(new Error('the answer did not end'), { code: 'ETIMEDOUT' })), WHOLE_ANSWER);
  body.once('close', () => clearTimeout(limit));
}
