import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Command } from 'commander';
import { version } from '../../package.json';
import type { Snapshot } from '../../sandbox/seed/snapshot';
import { SystemTime } from '../../sandbox/time/system-time';
import { isStandardOutput, tellWritten, whyNotWritable, writePrivately } from '../private-file';
import { callingOptions, failWith, refusal } from '../refusal';
import type { ReadingClients } from './clients';
import { clientsFor } from './clients-for';
import { endpointIn } from './endpoint';
import { FileJournal } from './file-journal';
import { readingPolicy } from './operations';
import type { Asked } from './read';
import { readWithProgress } from './read-with-progress';
import { redacted } from './redact';
import { collectStore, StoreOption, storesIn } from './store-option';

interface SnapshotOptions {
  readonly out?: string;
  readonly identityStore?: readonly StoreOption[];
  readonly organization: boolean;
  readonly stacks: boolean;
  readonly redact?: boolean;
  readonly profile?: string;
  readonly region?: string;
  readonly endpointUrl?: string;
  readonly printPolicy?: boolean;
}

/** Adds the command that reads what is really there into a file. */
export function addSnapshotCommand(program: Command): void {
  const snapshot = program.command('snapshot')
    .description('Reads identity stores, the organization and the deployed stacks of this library into a file, and changes nothing. Credentials, profile and Region '
      + 'are those that the AWS CLI would take. A sandbox takes the file as its seed.')
    .option('-o, --out <file>', 'where to write it, readable for you alone; - for the standard output')
    .option('-i, --identity-store <id[@region]>', 'an identity store to read; can be given several times', collectStore)
    .option('--no-organization', 'leaves the organization out')
    .option('--no-stacks', 'leaves deployed stacks out')
    .option('--redact', 'replaces names, addresses and whatever else is personal, equal values by equal ones; no plan can be made from such a file')
    .option('--profile <name>', 'a profile of the AWS configuration')
    .option('--region <region>', 'the Region of the stacks, and of stores that name none')
    .option('--endpoint-url <url>', 'where to send the requests instead of to AWS')
    .option('--print-policy', 'prints the permissions that reading needs with these options, and reads nothing')
    .addHelpText('after', HELP);
  snapshot.action(async (options: SnapshotOptions) => {
    if (options.printPolicy) return console.log(JSON.stringify(readingPolicy(options), undefined, 2));
    const { out } = options;
    if (out === undefined || out === '') return snapshot.error('error: where to? Give --out FILE, or --out - for the standard output');
    const why = whyNotWritable(out);
    if (why !== undefined) return failWith(`error: ${why}`);
    await take(options, out).catch((thrown: unknown) => failWith(refusal(thrown, callingOptions(options, process.env))));
  });
}

const HELP = `
Examples:
  npx cdk-org-guard snapshot --identity-store d-1234567890 --out mine.json
  npx cdk-org-guard snapshot --identity-store d-1234567890@eu-west-1 --no-organization --profile admin --out mine.json

A reading that was interrupted goes on where it was if it is begun again within an hour. Every call reads, and takes half of the rate that AWS accepts.`;

async function take(options: SnapshotOptions, out: string): Promise<void> {
  const time = new SystemTime(true);
  const clients = await clientsFor(options);
  const asked = {
    identityStores: storesIn(clients.region, options.identityStore),
    organization: options.organization,
    ...(options.stacks && { stacks: { regions: [clients.region], names: [] } }),
  };
  const endpoint = endpointIn(process.env, options.endpointUrl);
  const journal = isStandardOutput(out) ? undefined : new FileJournal(`${out}.unfinished`, await sameReading(asked, clients, endpoint), time.now());
  if (journal && journal.resumed > 0) console.error(`Goes on after ${journal.resumed} steps that were read before.`);
  const snapshot = await readWithProgress(asked, clients, { ...options, version }, journal && { journal });
  writePrivately(`${JSON.stringify(options.redact ? redacted(snapshot) : snapshot, undefined, 1)}\n`, out);
  journal?.remove();
  console.error(summary(snapshot).join('\n'));
  tellWritten(out);
}

/** What has to be the same for a reading to be gone on with: another account has other users, even if it's asked for the same. */
async function sameReading(asked: Asked, { sts, region }: ReadingClients, endpoint: string | undefined): Promise<string> {
  const { Account } = await sts.send(new GetCallerIdentityCommand({}));
  return JSON.stringify([version, asked, Account, region, endpoint]);
}

function summary({ identityStores, missingStores = [], organization, stacks, notRead, reading: { caller } }: Snapshot): string[] {
  return [
    `Read as ${caller.arn}.`,
    ...identityStores.map(({ identityStoreId, region, users, groups, memberships }) =>
      `Identity store ${identityStoreId} in ${region}: ${counted(users, 'user')}, ${counted(groups, 'group')}, ${counted(memberships, 'membership')}.`),
    ...missingStores.map(({ identityStoreId, region }) => `There is no identity store ${identityStoreId} in ${region}.`),
    ...(organization
      ? [`Organization ${String(organization.organization.Id)}: ${counted(organization.accounts, 'account')}, `
        + `${counted(organization.organizationalUnits, 'organizational unit')}, ${counted(organization.handshakes, 'invitation')}.`]
      : []),
    ...(identityStores.length + missingStores.length === 0 ? ['No identity store was read, so that the file knows no users and groups: name one by --identity-store.'] : []),
    `Stacks of this library: ${stacks.length}.`,
    ...notRead.map(({ what, why }) => `Not read: ${what}: ${why}`),
  ];
}

function counted({ length }: readonly unknown[], noun: string): string {
  return `${length} ${noun}${length === 1 ? '' : 's'}`;
}
