import { randomBytes } from 'node:crypto';
import { constants } from 'node:os';
import type { Command } from 'commander';
import { version } from '../../package.json';
import { SIGNALS } from '../../sandbox/command/signals';
import { SystemTime } from '../../sandbox/time/system-time';
import { isStandardOutput, tellWritten, whyNotWritable, writePrivately } from '../private-file';
import { callingOptions, failWith, refusal } from '../refusal';
import type { Access } from '../snapshot/clients-for';
import { endpointIn } from '../snapshot/endpoint';
import { Pace } from '../snapshot/pace';
import { tellLine, untell } from '../snapshot/progress';
import { isStoreId } from '../snapshot/store-option';
import { CallFailed } from './ended-call';
import { clean } from './clean';
import { ProbingClients, probingClients } from './clients';
import { PROBING_OPERATIONS, partitionOf, probingPolicy } from './operations';
import { probe } from './probe';
import { cleanedLines, leftLines, summaryOf, WHAT_IT_WRITES } from './told';

interface ProbeOptions extends Access {
  readonly identityStore?: string;
  readonly iKnowThisWrites?: boolean;
  readonly organization?: boolean;
  readonly clean?: boolean;
  readonly out?: string;
  readonly printPolicy?: boolean;
}

const RUN_ID_BYTES = 6;

/** What a shell adds to the number of the signal that ended a command. */
const ENDED_BY_SIGNAL = 128;

/** Adds the command that settles in a real identity store what isn't known of AWS. */
export function addProbeCommand(program: Command): void {
  const command = program.command('probe')
    .description('Settles in a real identity store what isn\'t known of AWS, with users and groups that are made for it and deleted again. Credentials, profile and Region '
      + 'are those that the AWS CLI would take. Of the organization it only reads. A sandbox takes what it finds by --switches.')
    .option('-i, --identity-store <id>', 'the identity store to probe: best one that nobody needs')
    .option('--i-know-this-writes', 'has the probe make and delete users, groups and memberships in the store')
    .option('--organization', 'also looks at the invitations and accounts of the organization')
    .option('-o, --out <file>', 'where to write what was found; - for the standard output', '-')
    .option('--clean', 'only deletes what a probe has left that was killed')
    .option('--profile <name>', 'a profile of the AWS configuration')
    .option('--region <region>', 'the Region of the store')
    .option('--endpoint-url <url>', 'where to send the requests instead of to AWS')
    .option('--print-policy', 'prints the permissions that a probe needs with these options, and does nothing')
    .addHelpText('after', `\n${WHAT_IT_WRITES}\n${HELP}`);
  command.action(async (options: ProbeOptions) => {
    const { identityStore, out = '-' } = options;
    if (identityStore !== undefined && !isStoreId(identityStore)) return command.error('error: --identity-store must be the id of an identity store such as d-1234567890');
    if (options.printPolicy) return console.log(JSON.stringify(policyFor(options), undefined, 2));
    if (identityStore === undefined) return command.error('error: which store? Give --identity-store ID');
    if (!options.clean && !options.iKnowThisWrites) return command.error(`error: a probe writes. If you know that, give --i-know-this-writes\n\n${WHAT_IT_WRITES}\n`);
    const why = options.clean ? undefined : whyNotWritable(out);
    if (why !== undefined) return failWith(`error: ${why}`);
    const work = options.clean ? cleanUp(identityStore, options) : probeInto(out, identityStore, options);
    await work.catch((thrown: unknown) => failWith(refusal(thrown instanceof CallFailed ? thrown.cause : thrown, callingOptions(options, process.env))));
  });
}

const HELP = `
Examples:
  npx cdk-org-guard probe --identity-store d-1234567890 --i-know-this-writes --out probe.json
  npx cdk-org-guard probe --identity-store d-1234567890 --clean
  npx cdk-org-guard sandbox --switches probe.json -- npx cdk deploy`;

function policyFor({ identityStore, organization = false, clean: isCleaning = false, region = process.env.AWS_REGION ?? '' }: ProbeOptions): object {
  return probingPolicy({
    ...(identityStore !== undefined && { identityStoreId: identityStore }), partition: partitionOf(region), organization, clean: isCleaning,
  });
}

async function probeInto(out: string, identityStoreId: string, options: ProbeOptions): Promise<void> {
  const time = new SystemTime(true);
  const clients = await clientsFor(options, time);
  const ending = endingBySignals();
  const runId = randomBytes(RUN_ID_BYTES).toString('hex');
  console.error(`Probes ${identityStoreId} in ${clients.region} as run ${runId}. If it is killed: npx cdk-org-guard probe --identity-store ${identityStoreId} --clean`);
  const ended = await probe({ identityStoreId, organization: options.organization === true }, clients, {
    time, runId, version, signal: ending.signal, tell: (step) => tellLine(`Looks at ${step}`),
  });
  untell();
  if (ended.kind === 'REFUSED') return failWith(`error: ${ended.why}`);
  for (const line of leftLines(identityStoreId, ended.left)) console.error(line);
  if (ended.kind === 'STOPPED') return process.exit(ending.exitCode());
  writePrivately(`${JSON.stringify(ended.result, undefined, 1)}\n`, out);
  console.error(summaryOf(ended.result).join('\n'));
  tellWritten(out);
  if (!isStandardOutput(out)) console.error('It names nobody and no place: docs/probe.md says how to send it in.');
  if (ended.left.length > 0) process.exitCode = 1;
}

async function cleanUp(identityStoreId: string, options: ProbeOptions): Promise<void> {
  const time = new SystemTime(true);
  const cleaned = await clean(identityStoreId, await clientsFor(options, time), time);
  console.log(cleanedLines(cleaned).join('\n'));
  if (cleaned.left.length > 0) process.exitCode = 1;
}

function clientsFor({ profile, region, endpointUrl }: Access, time: SystemTime): Promise<ProbingClients> {
  const endpoint = endpointIn(process.env, endpointUrl);
  return probingClients(new Pace(time, PROBING_OPERATIONS, 'a probe'), {
    ...(profile !== undefined && { profile }), ...(region !== undefined && { region }), ...(endpoint !== undefined && { endpoint }),
  });
}

/** A signal ends the experiments; what was made is deleted before the command ends, however often it is told to. */
function endingBySignals(): { readonly signal: AbortSignal; readonly exitCode: () => number } {
  const ending = new AbortController();
  let exitCode = 0;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      untell();
      if (!ending.signal.aborted) console.error('Deletes what it has made, and ends.');
      exitCode ||= ENDED_BY_SIGNAL + constants.signals[signal];
      ending.abort();
    });
  }
  return { signal: ending.signal, exitCode: () => exitCode };
}
