/**
 * Shows the library at work, with the real `cdk` command and the sandbox. Ends with a table, and with an exit code other
 * than zero if anything went otherwise than it should.
 */
import { IdentitystoreClient, ListGroupsCommand } from '@aws-sdk/client-identitystore';
import Table from 'cli-table3';
import { CommandResult, SandboxProcess } from './sandbox-process';

const STORE = 'd-1234567890';

interface Step {
  readonly title: string;
  readonly app: string;
  readonly command: 'deploy' | 'destroy';
  /** What has to hold afterwards. */
  readonly holds: readonly Claim[];
}

interface Claim {
  readonly claim: string;
  readonly test: (after: Observation) => boolean;
}

interface Observation extends CommandResult {
  /** The ids of the groups in the store. */
  readonly groups: readonly string[];
  /** As it was after the first step. */
  readonly firstGroup: string | undefined;
}

const succeeds: Claim = { claim: 'cdk succeeds', test: ({ exitCode }) => exitCode === 0 };
const sameGroup: Claim = { claim: 'the group is there, with the same id', test: ({ groups, firstGroup }) => groups.length === 1 && groups[0] === firstGroup };
/** A group that is kept has to be kept by the guard, and not because nobody asked it to delete anything. */
const deleteAnswered: Claim = {
  claim: 'its Delete event was answered',
  test: ({ output }) => /DELETE_COMPLETE +\| Custom::IdentityStoreGroup/.test(output),
};
const outcome = (word: string): Claim => ({ claim: `the outcome is ${word}`, test: ({ output }) => output.includes(`Outcome = ${word}`) });

const STEPS: readonly Step[] = [
  {
    title: 'Deploy a group', app: 'app.ts', command: 'deploy',
    holds: [succeeds, outcome('CREATED'), { claim: 'there is one group', test: ({ groups }) => groups.length === 1 }],
  },
  { title: 'A second app adopts the same group', app: 'adopting.ts', command: 'deploy', holds: [succeeds, outcome('ADOPTED'), sameGroup] },
  {
    title: 'A third app refuses to adopt it', app: 'refusing.ts', command: 'deploy',
    holds: [
      { claim: 'cdk fails', test: ({ exitCode }) => exitCode !== 0 },
      { claim: 'and says why', test: ({ output, firstGroup }) => output.includes(`ALREADY_EXISTS: group "admins" already exists (${firstGroup})`) },
      { claim: 'without a stack trace', test: ({ output }) => !/^\s+at .+:\d+:\d+\)?$/m.test(output) },
      sameGroup,
    ],
  },
  { title: 'The construct is renamed', app: 'renamed.ts', command: 'deploy', holds: [succeeds, outcome('CREATED'), sameGroup] },
  { title: 'Destroy the adopter, with DESTROY', app: 'adopting.ts', command: 'destroy', holds: [succeeds, deleteAnswered, sameGroup] },
  {
    title: 'Destroy the creator, with DESTROY', app: 'renamed.ts', command: 'destroy',
    holds: [succeeds, { claim: 'the group is gone', test: ({ groups }) => groups.length === 0 }],
  },
];

async function main(): Promise<void> {
  const started = Date.now();
  const sandbox = await SandboxProcess.start();
  const table = new Table({ head: ['Step', 'What has to hold', 'Held'], style: { head: [], border: [] } });
  let failed = 0;
  try {
    let firstGroup: string | undefined;
    for (const step of STEPS) {
      heading(step);
      const result = await sandbox.cdk(wordsFor(step), { onOutput: (text) => process.stdout.write(text) });
      const groups = await groupsIn(sandbox.endpoint);
      firstGroup ??= groups[0];
      const after: Observation = { ...result, groups, firstGroup };
      const broken = step.holds.filter(({ test }) => !test(after));
      failed += broken.length;
      table.push([step.title, step.holds.map(({ claim }) => claim).join(',\n'), broken.length === 0 ? 'yes' : `NO: ${broken.map(({ claim }) => claim).join(', ')}`]);
    }
  } finally {
    await sandbox.stop();
  }
  console.log(`\n${table.toString()}`);
  console.log(failed === 0
    ? `\nEverything went as it should, in ${Math.round((Date.now() - started) / 1000)} s. Nothing left this computer.`
    : `\n${failed} of these did not hold.`);
  process.exitCode = failed === 0 ? 0 : 1;
}

function heading({ title, app, command }: Step): void {
  const line = `${title}: cdk ${command} of examples/quickstart/${app}`;
  console.log(`\n${'─'.repeat(line.length)}\n${line}\n${'─'.repeat(line.length)}`);
}

function wordsFor({ app, command }: Step): string[] {
  const options = ['--app', `node --import tsx examples/quickstart/${app}`, '--all'];
  return command === 'deploy' ? ['deploy', ...options, '--require-approval', 'never'] : ['destroy', ...options, '--force'];
}

async function groupsIn(endpoint: string): Promise<string[]> {
  const client = new IdentitystoreClient({ endpoint, region: 'us-east-1', credentials: { accessKeyId: 'DEMO', secretAccessKey: 'demo' } });
  const { Groups = [] } = await client.send(new ListGroupsCommand({ IdentityStoreId: STORE }));
  return Groups.map(({ GroupId }) => GroupId as string);
}

void main();
