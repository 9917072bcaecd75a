import { SystemTime } from '../../sandbox/time/system-time';
import { ClientSettings, ReadingClients, readingClients } from './clients';
import { endpointIn } from './endpoint';
import { Pace } from './pace';

/** Whose credentials are taken, and where requests go. */
export interface Access {
  readonly profile?: string;
  readonly region?: string;
  readonly endpointUrl?: string;
}

/** Clients with the credentials that are asked for. */
export function clientsFor(access: Access): Promise<ReadingClients> {
  return readingClients(new Pace(new SystemTime(true)), settingsFor(access));
}

/** What clients are made with then. */
export function settingsFor({ profile, region, endpointUrl }: Access): ClientSettings {
  const endpoint = endpointIn(process.env, endpointUrl);
  return { ...(profile !== undefined && { profile }), ...(region !== undefined && { region }), ...(endpoint !== undefined && { endpoint }) };
}
