import { Command, InvalidArgumentError } from 'commander';

const USAGE_ERROR = 2;

/** The command line of something that npm runs. With `--help` it prints its usage and ends; with anything that it doesn't know it ends with the exit code 2. */
export function commandLine(command: string, description = ''): Command {
  return new Command(command)
    .description(description)
    .allowExcessArguments(false)
    .showHelpAfterError()
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : USAGE_ERROR));
}

export function wholeNumber(text: string): number {
  if (!/^-?\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

export function atLeastOne(text: string): number {
  const number = wholeNumber(text);
  if (number < 1) throw new InvalidArgumentError('It must be at least 1.');
  return number;
}
