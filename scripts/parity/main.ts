/**
 * Drives the sandbox with every client that isn't ours and is on this machine, so that the sandbox is measured by what others understand of AWS, and
 * checks every answer that they got against the newest models of the services. Says aloud when there is no such client, or no model.
 */
import { Sandbox } from '../../lib/testing';
import { commandLine } from '../command-line';
import { AWS_CLI } from './aws-cli';
import { BOTO3 } from './boto3';
import { checkAnswers } from './checked-answers';
import type { Callers } from './calls';
import type { ForeignClient } from './foreign-client';
import { driveIdentityStore } from './identity-store-scenario';
import { driveOrganizations } from './organizations-scenario';
import { driveOtherOperations } from './other-operations';
import { RecordedAnswer, Recorder } from './recorder';
import { findServiceModels } from './service-models';
import { driveSsoAdmin } from './sso-admin-scenario';
import { Steps } from './steps';
import { TERRAFORM } from './terraform';
import { Wire } from './wire';
import { SEED } from './world';

const CLIENTS: readonly ForeignClient[] = [TERRAFORM, AWS_CLI, BOTO3];

/** Where Terraform finds a mirror of its providers. */
const KEPT = ['TF_CLI_CONFIG_FILE', 'TF_PLUGIN_CACHE_DIR', 'AWS_CA_BUNDLE'];

/** What came of a client: its part of the last line, and its steps if it was there. */
interface Outcome {
  readonly summary: string;
  readonly steps?: Steps;
}

async function main(): Promise<void> {
  forgetOwnSettings();
  const answers: RecordedAnswer[] = [];
  const models = findServiceModels();
  const outcomes: Outcome[] = [];
  for (const client of CLIENTS) outcomes.push(await outcomeOf(client, answers));
  const driven = outcomes.some(({ steps }) => steps !== undefined);
  outcomes.push(await driveWithoutClient(answers), await checkModels(await models, answers));
  const summary = outcomes.map((outcome) => outcome.summary).join('; ');
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

/** Two sandboxes, an empty one and one with an organization, whose answers are recorded. */
async function inSandboxes<Result>(answers: RecordedAnswer[], use: (empty: NodeJS.ProcessEnv, seeded: NodeJS.ProcessEnv) => Promise<Result>): Promise<Result> {
  const sandboxes = [await Sandbox.start(), await Sandbox.start({ seed: SEED })] as const;
  const recorders = await Promise.all(sandboxes.map(({ endpoint }) => Recorder.start(endpoint, answers)));
  const environments = sandboxes.map(({ environment }, index) => ({ ...environment, AWS_ENDPOINT_URL: recorders[index]?.endpoint }));
  try {
    return await use(environments[0] as NodeJS.ProcessEnv, environments[1] as NodeJS.ProcessEnv);
  } finally {
    for (const recorder of recorders) await recorder.stop();
    for (const sandbox of sandboxes) await sandbox.stop();
  }
}

async function outcomeOf(client: ForeignClient, answers: RecordedAnswer[]): Promise<Outcome> {
  return inSandboxes(answers, async (empty, seeded) => {
    const found = await client.find(empty);
    if (found.kind === 'ABSENT') {
      console.log(`absent  ${client.name}: not run: ${found.reason}`);
      return { summary: `${client.name}: not run: ${found.reason}` };
    }
    const steps = new Steps(found.title);
    try {
      await found.drive(steps, { empty, seeded });
    } finally {
      await found.end?.();
    }
    return { summary: steps.summary, steps };
  });
}

/** Every emulated operation at least once. */
async function driveWithoutClient(answers: RecordedAnswer[]): Promise<Outcome> {
  const steps = new Steps('no client');
  await inSandboxes(answers, async (empty, seeded) => {
    const [inEmpty, inSeeded]: Callers[] = [empty, seeded].map(({ AWS_ENDPOINT_URL: endpoint }) => new Wire(endpoint as string));
    await driveIdentityStore(inEmpty as Callers, steps, empty);
    await driveSsoAdmin(inSeeded as Callers, steps);
    await driveOrganizations(inSeeded as Callers, steps);
    await driveOtherOperations(inSeeded as Callers, steps);
  });
  return { summary: steps.summary, steps };
}

async function checkModels(models: Awaited<ReturnType<typeof findServiceModels>>, answers: readonly RecordedAnswer[]): Promise<Outcome> {
  if (!models) {
    console.log('\nNO SERVICE MODEL ON THIS MACHINE: the answers were not checked');
    return { summary: 'no service model: the answers were not checked' };
  }
  const steps = new Steps(models.title);
  try {
    await checkAnswers(models, answers, steps);
  } finally {
    models.remove();
  }
  return { summary: steps.summary, steps };
}

commandLine('npm run parity').parse();
void main();
