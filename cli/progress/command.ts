import { Command, Option } from 'commander';
import { SystemTime } from '../../sandbox/time/system-time';
import { refuseOptionOfOtherVerb } from '../option-elsewhere';
import { callingOptions, failWith, refusal } from '../refusal';
import { Access, clientsFor } from '../snapshot/clients-for';
import { follow, PROGRESS_FORMATS, ProgressFormat, showOnce } from './follow';
import { progressPolicy } from './policy';
import { exitCodeOf, Progress } from './progress';
import { readProgress } from './read-progress';

interface ProgressOptions extends Access {
  readonly follow?: boolean;
  readonly format: ProgressFormat;
  readonly ledger?: string;
  readonly printPolicy?: boolean;
}

/** Adds the command that tells how far the contents and the campaigns of a stack are. */
export function addProgressCommand(program: Command): void {
  const command = program.command('progress')
    .description('Tells how far the contents of a deployed stack (IdentityStoreContents) and its campaigns of invitations (InvitationCampaign) are, and changes nothing. '
      + 'Credentials, profile and Region are those that the AWS CLI would take.')
    .argument('[stack]', 'the name of the stack')
    .option('-f, --follow', 'goes on until everything is at rest: redraws on a terminal, else writes a line a minute (of a campaign only when it is a new one)')
    .addOption(new Option('--format <format>', 'how it is written').choices(PROGRESS_FORMATS).default('text'))
    .option('--ledger <bucket>', 'the bucket of the ledger, if the template doesn\'t tell it')
    .option('--profile <name>', 'a profile of the AWS configuration')
    .option('--region <region>', 'the Region of the stack')
    .option('--endpoint-url <url>', 'where to send the requests instead of to AWS')
    .option('--print-policy', 'prints the permissions that this needs, and reads nothing')
    .addHelpText('after', HELP);
  command.action(async (stack: string | undefined, options: ProgressOptions) => {
    if (options.printPolicy) return console.log(JSON.stringify(progressPolicy(), undefined, 2));
    if (stack === undefined || stack.trim() === '') return command.error('error: of which stack? Give its name');
    const all = await progressOf(stack, options).catch((thrown: unknown) => failWith(refusal(thrown, callingOptions(options, process.env))));
    process.exitCode = exitCodeOf(all);
  });
  refuseOptionOfOtherVerb(command, 'as', 'format');
}

const HELP = `
Examples:
  npx cdk-org-guard progress Directory
  npx cdk-org-guard progress Directory --follow --profile admin

Exit codes: 0 at rest and all is well, 1 a run has failed, removals are owed, a campaign has stopped or is silent, or nothing could be read, 2 wrong options, 3 not at
its end yet.`;

async function progressOf(stack: string, options: ProgressOptions): Promise<Progress[]> {
  const clients = await clientsFor(options);
  const time = new SystemTime(true);
  const look = async (): Promise<Progress[]> => {
    const all = await readProgress({ stack, ledger: options.ledger }, clients, () => time.now());
    return all.length > 0 ? all : failWith(`error: stack ${stack} has neither IdentityStoreContents nor an InvitationCampaign, and neither has a stack that is nested in it`);
  };
  const showing = { format: options.format, screen: process.stdout, environment: process.env, time };
  return options.follow ? follow(look, showing) : showOnce(look, showing);
}
