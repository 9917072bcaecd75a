import { availableParallelism } from 'node:os';
import { Command, InvalidArgumentError } from 'commander';

export interface Options {
  readonly runs: number;
  readonly seed: number;
  readonly workers: number;
  readonly replay?: number;
  readonly path?: string;
  /** Whether a broken run is shown as it is, and not a simpler one. */
  readonly asItIs: boolean;
  readonly report: boolean;
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
}

const USAGE_ERROR = 2;

/** Reads the command line, or tells how it is used and ends. */
export function optionsOf(words: readonly string[]): Options {
  return new Command('npm run simulate --')
    .description('Deploys random stacks under random faults, deterministically, and checks what has to hold whatever goes wrong. '
      + 'Ends with 1 if anything is broken.')
    .option('--runs <number>', 'how many runs', positive, 1000)
    .option('--seed <number>', 'which series of runs', integer, 1)
    .option('--workers <number>', 'how many processes', positive, availableParallelism())
    .option('--report', 'write docs/reliability.md', false)
    .option('--trace <file>', 'write a line for each run: its seed, a digest of everything that happens in it, and the number of calls. Two versions that '
    + 'behave alike write the same')
    .option('--replay <seed>', 'do one run again, and tell everything that happens in it', integer)
    .option('--path <path>', 'with --replay: the simplified run, as the line that was printed says')
    .option('--as-it-is', 'with --replay: don\'t look for a simpler run that breaks the same', false)
    .addOption(new Command().createOption('--share <json>').argParser((text) => JSON.parse(text) as Share).hideHelp())
    .allowExcessArguments(false)
    .showHelpAfterError()
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : USAGE_ERROR))
    .parse(words, { from: 'user' })
    .opts<Options>();
}

function integer(text: string): number {
  if (!/^-?\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

function positive(text: string): number {
  const number = integer(text);
  if (number < 1) throw new InvalidArgumentError('It must be at least 1.');
  return number;
}
