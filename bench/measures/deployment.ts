import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import * as path from 'node:path';
import { environmentVariables } from '../../sandbox/command/environment-variables';
import { SandboxServer } from '../../sandbox/server';
import { ROOT } from '../../scripts/root';
import { inFreshProcess } from '../fresh-process';
import { interleaved, Measure } from '../measure';
import { WORK } from '../paths';
import { RUNTIME, runCdk } from '../subjects/cdk-command';
import type { ScenarioName } from '../subjects/deployment/people';
import { Way, WAYS } from '../subjects/deployment/ways';

/** One deployment of a new stack. */
export interface DeploymentSample {
  readonly status: string;
  /** From the first to the last event of the stack. */
  readonly stackMilliseconds: number;
  /** Of the command `cdk deploy`, without synthesis. */
  readonly commandMilliseconds: number;
  readonly invocations: number;
  /** Calls of the functions to the Identity Store and CloudFormation, by how they ended. */
  readonly calls: Readonly<Record<string, number>>;
  /** The first failure of a resource, if there was one. */
  readonly failure?: string;
}

export interface Deployments {
  readonly way: Way;
  readonly scenario: ScenarioName;
  /** Users, groups and memberships. */
  readonly declared: number;
  /** Requests a second that the store takes for each operation; none for as many as come. */
  readonly requestsPerSecond?: number;
  readonly templateResources: number;
  readonly templateFunctions: number;
  readonly templateBytes: number;
  readonly samples: readonly DeploymentSample[];
}

export type DeploymentResult = readonly Deployments[];

interface Case {
  readonly scenario: ScenarioName;
  readonly scale: number;
  readonly rounds: number;
  readonly requestsPerSecond?: number;
}

const CASES: Readonly<Record<'full' | 'quick', readonly Case[]>> = {
  full: [
    { scenario: 'groups', scale: 10, rounds: 5 },
    { scenario: 'people', scale: 10, rounds: 5 },
    { scenario: 'groups', scale: 10, rounds: 3, requestsPerSecond: 20 },
    { scenario: 'people', scale: 10, rounds: 3, requestsPerSecond: 20 },
  ],
  quick: [{ scenario: 'people', scale: 2, rounds: 1 }],
};

/** As many as come: what the ways of declaring cost, not what the service's limit does to them. */
const UNLIMITED = 1_000_000;

const APP = path.join(ROOT, 'bench', 'subjects', 'deployment-app.ts');
const STACK = 'People';

/** What it takes to deploy the same people in each way, with the real `cdk` command against the sandbox. */
export const measureDeployment: Measure<DeploymentResult> = async ({ scale, mostRounds, progress }) => {
  const results: Deployments[] = [];
  for (const one of CASES[scale]) {
    const samples: Record<Way, DeploymentSample[]> = { guarded: [], 'aws-custom-resource': [], 'provider-framework': [] };
    const assemblies = new Map<Way, string>();
    for (const way of WAYS) assemblies.set(way, await synthesized(way, one));
    const what = `${one.scenario}${one.requestsPerSecond === undefined ? '' : ` at ${one.requestsPerSecond} requests a second`}`;
    const once = async (way: Way): Promise<void> => { samples[way].push(await deployed(assemblies.get(way) as string, one)); };
    await interleaved(WAYS, Math.min(one.rounds, mostRounds), once, progress, what);
    for (const way of WAYS) results.push({ way, ...describe(assemblies.get(way) as string, one), samples: samples[way] });
  }
  return results;
};

async function synthesized(way: Way, { scenario, scale }: Case): Promise<string> {
  const directory = path.join(WORK, 'deployment', `${scenario}-${scale}-${way}`);
  await rm(directory, { recursive: true, force: true });
  await inFreshProcess(['--import', 'tsx', APP, way, scenario, String(scale), directory], { BENCH_NODE_PATH: path.join(ROOT, 'node_modules') });
  return directory;
}

function describe(assembly: string, { scenario, requestsPerSecond }: Case): Omit<Deployments, 'way' | 'samples'> {
  const text = readFileSync(path.join(assembly, `${STACK}.template.json`), 'utf8');
  const types = Object.values((JSON.parse(text) as { Resources: Record<string, { Type: string }> }).Resources).map(({ Type }) => Type);
  return {
    scenario,
    ...(requestsPerSecond !== undefined && { requestsPerSecond }),
    declared: types.filter((type) => type.startsWith('Custom::')).length,
    templateResources: types.length,
    templateFunctions: types.filter((type) => type === 'AWS::Lambda::Function').length,
    templateBytes: Buffer.byteLength(text),
  };
}

/** Every deployment has a sandbox of its own, in this process; the functions run in processes of theirs. */
async function deployed(assembly: string, { requestsPerSecond = UNLIMITED }: Case): Promise<DeploymentSample> {
  const server = await SandboxServer.start({
    port: 0, runtimeFile: RUNTIME, longestPolicyDelay: 0, seed: { switches: { identityStore: { requestsPerSecond } } },
  });
  const variables = environmentVariables(server.port, server.sandbox.home.environment);
  try {
    const started = performance.now();
    await runCdk(['deploy', '--app', assembly, '--require-approval', 'never'], variables);
    const commandMilliseconds = performance.now() - started;
    const stack = server.sandbox.cloudFormation.all.find(({ name }) => name === STACK);
    if (!stack) throw new Error('cdk deploy has not made a stack');
    const [first, last] = [stack.events[0], stack.events.at(-1)] as [{ timestamp: number }, { timestamp: number }];
    const failure = stack.events.find(({ type, status }) => type.startsWith('Custom::') && status === 'CREATE_FAILED')?.reason;
    return {
      status: stack.status,
      stackMilliseconds: last.timestamp - first.timestamp,
      commandMilliseconds,
      invocations: [...server.sandbox.home.functions.invocations.values()].reduce((sum, count) => sum + count, 0),
      calls: callsOf(server),
      ...(failure !== undefined && { failure }),
    };
  } finally {
    await server.close();
    await rm(variables.CDK_HOME as string, { recursive: true, force: true });
  }
}

function callsOf({ sandbox }: SandboxServer): Record<string, number> {
  return Object.fromEntries(Object.entries(sandbox.calls.byAction).flatMap(([action, ends]) =>
    Object.entries(ends).map(([end, count]) => [`${action} ${end}`, count])));
}
