import type { ReadingClients } from '../snapshot/clients';
import { readCampaign } from './campaign/read-campaign';
import type { Progress } from './progress';
import { readContents } from './read-contents';
import { resourcesIn } from './resources-in-stack';

/** Of which stack it is read how far it is. */
export interface ProgressRequest {
  readonly stack: string;
  /** The bucket of the ledger, if the template doesn't tell it. */
  readonly ledger?: string | undefined;
}

/**
 * Reads how far all contents and campaigns of a stack are, and changes nothing.
 *
 * @returns contents before campaigns
 * @throws what AWS says, if the stack can't be read
 */
export async function readProgress({ stack, ledger }: ProgressRequest, clients: ReadingClients, now: () => number): Promise<Progress[]> {
  const { region } = clients;
  const all = (await resourcesIn(clients.cloudFormation(region), stack)).map((each) => ({ ...each, ...(ledger !== undefined && { bucket: ledger }) }));
  const progress: Progress[] = [];
  for (const contents of all.filter(({ kind }) => kind === 'contents')) progress.push(await readContents(contents, clients, now()));
  for (const campaign of all.filter(({ kind }) => kind === 'campaign')) progress.push(await readCampaign(clients.s3(region), campaign, now()));
  return progress;
}
