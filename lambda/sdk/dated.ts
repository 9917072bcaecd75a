import type { ServiceClock } from '../guard/service-clock';

/** What every client of the SDK has; their types have nothing in common. */
interface Client {
  readonly middlewareStack: { add(middleware: any, options: any): void };
}

type Receive = (args: unknown) => Promise<{ readonly response: { readonly headers?: Readonly<Record<string, string | undefined>> } }>;

/** A client that tells a clock the dates of all answers, also those of refusals. */
export function dated<Dated extends Client>(client: Dated, clock: ServiceClock, now: () => number): Dated {
  client.middlewareStack.add((receive: Receive): Receive => async (args) => {
    const sent = now();
    const received = await receive(args);
    const date = Date.parse(received.response.headers?.date ?? '');
    if (!Number.isNaN(date)) clock.observe(sent, now(), date);
    return received;
  }, { name: 'dated', step: 'deserialize', priority: 'low', override: true });
  return client;
}
