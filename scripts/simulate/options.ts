import { availableParallelism } from 'node:os';
import { Option } from 'commander';
import { atLeastOne, commandLine, wholeNumber } from '../command-line';

export interface Options {
  readonly runs: number;
  readonly seed: number;
  readonly workers: number;
  readonly replay?: number;
  readonly path?: string;
  /** Whether a broken run is shown as it is, and not a simpler one. */
  readonly asItIs: boolean;
  readonly report: boolean;
  /** Whether deployments are planned, and compared with their plans. */
  readonly plans: boolean;
  /** Whether the stacks are of contents from a file. */
  readonly contents: boolean;
  /** Whether campaigns of invitations are played, for weeks each. */
  readonly campaign: boolean;
  /** The file that gets a line for each run. */
  readonly trace?: string;
  /** In a worker: which runs are its own. */
  readonly share?: Share;
}

export interface Share {
  readonly first: number;
  readonly runs: number;
  readonly step: number;
  readonly seed: number;
  readonly traced: boolean;
  readonly simulated?: Simulated;
}

/** What is simulated instead of stacks, as its option is called. */
export type Simulated = 'plans' | 'contents' | 'campaign';

/** Reads the command line, or tells how it is used and ends. */
export function optionsOf(words: readonly string[]): Options {
  return commandLine('npm run simulate --', 'Deploys random stacks under random faults, deterministically, and checks what has to hold whatever goes wrong. '
    + 'Ends with 1 if anything is broken.')
    .option('--runs <number>', 'how many runs', atLeastOne, 1000)
    .option('--seed <number>', 'which series of runs', wholeNumber, 1)
    .option('--workers <number>', 'how many processes', atLeastOne, availableParallelism())
    .option('--plans', 'plan each deployment on a copy of its world, and compare what it does with the plan; nothing goes wrong by itself then', false)
    .option('--contents', 'deploy stacks with IdentityStoreContents instead, in the same way', false)
    .option('--campaign', 'play campaigns with InvitationCampaign instead, for weeks each', false)
    .option('--report', 'write docs/reliability.md', false)
    .option('--trace <file>', 'write a line for each run: its seed, a digest of everything that happens in it, and the number of calls. Two versions that '
    + 'behave alike write the same')
    .option('--replay <seed>', 'do one run again, and tell everything that happens in it', wholeNumber)
    .option('--path <path>', 'with --replay: the simplified run, as the line that was printed says')
    .option('--as-it-is', 'with --replay: don\'t look for a simpler run that breaks the same', false)
    .addOption(new Option('--share <json>').argParser((text) => JSON.parse(text) as Share).hideHelp())
    .parse(words, { from: 'user' })
    .opts<Options>();
}
