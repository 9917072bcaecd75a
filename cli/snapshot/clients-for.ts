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

/** What clients are made with then. The SDK itself doesn't look at `AWS_DEFAULT_REGION`, which for the AWS CLI counts more than a profile. */
export function settingsFor({ profile, region: asked, endpointUrl }: Access, environment: NodeJS.ProcessEnv = process.env): ClientSettings {
  const endpoint = endpointIn(environment, endpointUrl);
  const region = asked ?? (environment.AWS_REGION || environment.AWS_DEFAULT_REGION || undefined);
  return { ...(profile !== undefined && { profile }), ...(region !== undefined && { region }), ...(endpoint !== undefined && { endpoint }) };
}
