import { SystemTime } from '../../sandbox/time/system-time';
import { ReadingClients, readingClients } from './clients';
import { endpointIn } from './endpoint';
import { Pace } from './pace';

/** Whose credentials are taken, and where requests go. */
export interface Access {
  readonly profile?: string;
  readonly region?: string;
  readonly endpointUrl?: string;
}

/** Clients with the credentials that are asked for. */
export function clientsFor({ profile, region, endpointUrl }: Access): Promise<ReadingClients> {
  const endpoint = endpointIn(process.env, endpointUrl);
  return readingClients(new Pace(new SystemTime(true)), {
    ...(profile !== undefined && { profile }), ...(region !== undefined && { region }), ...(endpoint !== undefined && { endpoint }),
  });
}
