import { Command } from 'commander';
import { version } from '../package.json';
import { addSandboxCommand } from '../sandbox/command/sandbox-command';
import { addExplainCommand } from './explain';
import { endWithOutput } from './output';
import { addLookCommand } from './look/command';
import { addPlanCommand } from './plan/command';
import { addProbeCommand } from './probe/command';
import { addProgressCommand } from './progress/command';
import { addScanCommand } from './scan/command';
import { addSnapshotCommand } from './snapshot/command';

const USAGE_ERROR = 2;

/**
 * The command line.
 *
 * @param file this very JavaScript file
 * @param words that it was called with
 */
export function program(file: string, words: readonly string[]): Command {
  endWithOutput();
  const command = new Command('cdk-org-guard')
    .description('Tools of the CDK construct library cdk-org-guard')
    .version(version)
    .showHelpAfterError('See the options by --help.')
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : USAGE_ERROR));
  addSandboxCommand(command, file, words);
  addExplainCommand(command);
  addSnapshotCommand(command);
  addPlanCommand(command);
  addScanCommand(command);
  addLookCommand(command);
  addProbeCommand(command);
  addProgressCommand(command);
  return command;
}
