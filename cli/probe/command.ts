import type { Command } from 'commander';
import { version } from '../../package.json';
import { SystemTime } from '../../sandbox/time/system-time';
import { whyNotWritable } from '../private-file';
import { callingOptions, failWith, refusal } from '../refusal';
import { Access, settingsFor } from '../snapshot/clients-for';
import { Pace } from '../snapshot/pace';
import { tellLine } from '../snapshot/progress';
import { regionIfNamed } from '../snapshot/region-of';
import { isStoreId } from '../snapshot/store-option';
import { clean } from './clean';
import { ProbingClients, probingClients } from './clients';
import { CallFailed } from './ended-call';
import { endingBySignals, writeEnd } from './ending';
import { PROBING_OPERATIONS, partitionOf, probingPolicy } from './operations';
import { probe } from './probe';
import { newRunId } from './run-id';
import { cleanStacksOf, policyForStacks, probeStackInto } from './stack/command';
import { cleanedLines, deniedLines, WHAT_IT_WRITES, WHAT_STACKS_IT_MAKES } from './told';

interface ProbeOptions extends Access {
  readonly identityStore?: string;
  readonly stack?: boolean;
  readonly throttling?: boolean;
  readonly iKnowThisWrites?: boolean;
  readonly organization?: boolean;
  readonly clean?: boolean;
  readonly out?: string;
  readonly printPolicy?: boolean;
}

const WHAT_TO_GIVE = 'Give --identity-store ID, or --stack to probe CloudFormation';

/** Adds the command that settles in a real identity store what isn't known of AWS. */
export function addProbeCommand(program: Command): void {
  const command = program.command('probe')
    .description('Settles in a real identity store what isn\'t known of AWS, with users and groups that are made for it and deleted again, or with --stack in CloudFormation, with a stack. '
      + 'Credentials, profile and Region are those that the AWS CLI would take. Of the organization it only reads. A sandbox takes what it finds by --switches.')
    .option('-i, --identity-store <id>', 'the identity store to probe: best one that nobody needs')
    .option('-s, --stack', 'probes CloudFormation instead, with a stack that is made for it')
    .option('--throttling', 'with --stack, also measures how many requests CloudFormation takes, which others in the account may notice')
    .option('--i-know-this-writes', 'has the probe make and delete users, groups and memberships in the store, or a stack; without it, it only says what it would make')
    .option('--organization', 'also looks at the invitations and accounts of the organization')
    .option('-o, --out <file>', 'where to write what was found; - for the standard output', '-')
    .option('--clean', 'only deletes what a probe has left that was killed')
    .option('--profile <name>', 'a profile of the AWS configuration')
    .option('--region <region>', 'the Region of the store or the stack')
    .option('--endpoint-url <url>', 'where to send the requests instead of to AWS')
    .option('--print-policy', 'prints the permissions that a probe needs with these options, and does nothing')
    .addHelpText('after', `\n${WHAT_IT_WRITES}\n\n${WHAT_STACKS_IT_MAKES}\n${HELP}`);
  command.action(async (options: ProbeOptions) => {
    const { identityStore, stack: isStack = false, out = '-' } = options;
    if (identityStore !== undefined && isStack) return command.error('error: --identity-store and --stack are two probes: give one of them');
    if (options.throttling && !isStack) return command.error('error: --throttling is about CloudFormation: give it with --stack');
    if (options.organization && isStack) return command.error('error: --organization is for a probe of an identity store');
    if (identityStore !== undefined && !isStoreId(identityStore)) return command.error('error: --identity-store must be the id of an identity store such as d-1234567890');
    if (options.printPolicy) return console.log(JSON.stringify(await (isStack ? policyForStacks(options) : policyFor(options)), undefined, 2));
    if (identityStore === undefined && !isStack) return command.error(`error: which store? ${WHAT_TO_GIVE}`);
    const whatItWrites = isStack ? WHAT_STACKS_IT_MAKES : WHAT_IT_WRITES;
    if (!options.clean && !options.iKnowThisWrites) return command.error(`error: a probe writes. If you know that, give --i-know-this-writes\n\n${whatItWrites}\n`);
    const why = options.clean ? undefined : whyNotWritable(out);
    if (why !== undefined) return failWith(`error: ${why}`);
    await workOn(identityStore, out, options).catch((thrown: unknown) => {
      const why = refusal(thrown instanceof CallFailed ? thrown.cause : thrown, callingOptions(options, process.env));
      return failWith([why, ...deniedLines([why])].join('\n'));
    });
  });
}

function workOn(identityStore: string | undefined, out: string, options: ProbeOptions): Promise<void> {
  if (identityStore === undefined) return options.clean ? cleanStacksOf(options) : probeStackInto(out, options);
  return options.clean ? cleanUp(identityStore, options) : probeInto(out, identityStore, options);
}

const HELP = `
Examples:
  npx cdk-org-guard probe --identity-store d-1234567890 --i-know-this-writes --out probe.json
  npx cdk-org-guard probe --identity-store d-1234567890 --clean
  npx cdk-org-guard probe --stack --print-policy
  npx cdk-org-guard probe --stack --i-know-this-writes --out stack.json
  npx cdk-org-guard sandbox --switches probe.json --switches stack.json -- npx cdk deploy`;

async function policyFor({ identityStore, organization = false, clean: isCleaning = false, ...access }: ProbeOptions): Promise<object> {
  const partition = partitionOf(await regionIfNamed(settingsFor(access)) ?? '');
  return probingPolicy({ ...(identityStore !== undefined && { identityStoreId: identityStore }), partition, organization, clean: isCleaning });
}

async function probeInto(out: string, identityStoreId: string, options: ProbeOptions): Promise<void> {
  const time = new SystemTime(true);
  const clients = await clientsFor(options, time);
  const ending = endingBySignals('Deletes what it has made, and ends.');
  const runId = newRunId();
  console.error(`Probes ${identityStoreId} in ${clients.region} as run ${runId}. If it is killed: npx cdk-org-guard probe --identity-store ${identityStoreId} --clean`);
  const ended = await probe({ identityStoreId, organization: options.organization === true }, clients, {
    time, runId, version, signal: ending.signal, tell: (step) => tellLine(`Looks at ${step}`),
  });
  writeEnd(ended, ending, out, `--identity-store ${identityStoreId}`);
}

async function cleanUp(identityStoreId: string, options: ProbeOptions): Promise<void> {
  const time = new SystemTime(true);
  const cleaned = await clean(identityStoreId, await clientsFor(options, time), time);
  console.log(cleanedLines(cleaned, identityStoreId).join('\n'));
  if (cleaned.left.length > 0) process.exitCode = 1;
}

function clientsFor(access: Access, time: SystemTime): Promise<ProbingClients> {
  return probingClients(new Pace(time, PROBING_OPERATIONS, 'a probe'), settingsFor(access));
}
