import { parseArgs, ParseArgsConfig } from 'node:util';

const USAGE_ERROR = 2;

type Options = NonNullable<ParseArgsConfig['options']>;

/**
 * What a script is called with. With `--help` it prints its usage and ends; with anything that it doesn't know it ends with the exit code 2.
 *
 * @param usage the command, and then what it does
 */
export function optionsOf<Declared extends Options>(usage: string, options: Declared): ReturnType<typeof parseArgs<{ options: Declared; strict: true }>>['values'] {
  if (process.argv.includes('--help')) {
    console.log(`Usage: ${usage}`);
    process.exit(0);
  }
  try {
    return parseArgs<{ options: Declared; strict: true }>({ options, strict: true }).values;
  } catch (thrown) {
    console.error(`error: ${(thrown as Error).message}\n\nUsage: ${usage}`);
    return process.exit(USAGE_ERROR);
  }
}
