/**
 * Drives the sandbox's Identity Store with every client that isn't ours and is on this machine, so that the sandbox is
 * measured by what others understand of AWS. Says aloud when there is no such client.
 */
import { Sandbox } from '../../lib/testing';
import { commandLine } from '../command-line';
import { AWS_CLI } from './aws-cli';
import { BOTO3 } from './boto3';
import type { ForeignClient } from './foreign-client';
import { Steps } from './steps';
import { TERRAFORM } from './terraform';

const CLIENTS: readonly ForeignClient[] = [TERRAFORM, AWS_CLI, BOTO3];

/** Where Terraform finds a mirror of its providers. */
const KEPT = ['TF_CLI_CONFIG_FILE', 'TF_PLUGIN_CACHE_DIR'];

/** What came of a client: its part of the last line, and its steps if it was there. */
interface Outcome {
  readonly summary: string;
  readonly steps?: Steps;
}

async function main(): Promise<void> {
  forgetOwnSettings();
  const outcomes: Outcome[] = [];
  for (const client of CLIENTS) outcomes.push(await outcomeOf(client));
  const summary = outcomes.map((outcome) => outcome.summary).join('; ');
  const driven = outcomes.some(({ steps }) => steps !== undefined);
  console.log(driven ? `\nparity: ${summary}` : `\nNO FOREIGN CLIENT ON THIS MACHINE: parity was not checked\nparity: ${summary}`);
  process.exitCode = outcomes.some(({ steps }) => steps?.failed) ? 1 : 0;
}

/** Takes from this process, and so from all that it starts, what could lead a client to another place than the sandbox. */
function forgetOwnSettings(): void {
  for (const name of Object.keys(process.env)) {
    if (/^(AWS|BOTO|TF)_/.test(name) && !KEPT.includes(name)) delete process.env[name];
  }
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
}

/** Every client gets a sandbox of its own. */
async function outcomeOf(client: ForeignClient): Promise<Outcome> {
  const sandbox = await Sandbox.start();
  try {
    const found = await client.find(sandbox.environment);
    if (found.kind === 'ABSENT') {
      console.log(`absent  ${client.name}: not run: ${found.reason}`);
      return { summary: `${client.name}: not run: ${found.reason}` };
    }
    const steps = new Steps(found.title);
    await found.drive(steps);
    return { summary: steps.summary, steps };
  } finally {
    await sandbox.stop();
  }
}

commandLine('npm run parity').parse();
void main();
