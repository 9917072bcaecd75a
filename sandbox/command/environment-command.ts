import type { Command } from 'commander';
import { shellLines } from './environment-variables';
import { theRunning } from './running-sandbox';

/** The command that leads a second terminal to the sandbox. */
export function addEnvironmentCommand(program: Command): void {
  program.command('env')
    .description('Prints what leads a terminal to a running sandbox: eval "$(npx cdk-org-guard sandbox env)"')
    // A variable that was set for an earlier sandbox is what this replaces.
    .option('--endpoint <url>', 'the sandbox, as it printed it (default: the only one that runs)')
    .action(async (options: { endpoint?: string }) => {
      const { variables } = await theRunning(options);
      console.log(shellLines(variables).join('\n'));
    });
}
