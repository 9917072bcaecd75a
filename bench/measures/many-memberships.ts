import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { environmentVariables } from '../../sandbox/command/environment-variables';
import { plantIdentityStores } from '../../sandbox/identity-store/plant';
import type { Ends } from '../../sandbox/observability/calls';
import { SandboxServer } from '../../sandbox/server';
import { ROOT } from '../../scripts/root';
import { STORE } from '../../test/support/ids';
import { inFreshProcess } from '../fresh-process';
import type { Measure } from '../measure';
import { WORK } from '../paths';
import { RUNTIME, runCdk } from '../subjects/cdk-command';
import { FunctionProcesses } from '../subjects/function-processes';
import { MEMBERSHIP_WAYS, MembershipWay, Parties } from '../subjects/many-memberships';
import { REQUESTS_PER_SECOND } from '../subjects/modelled-sandbox';

/** One deployment of many memberships of users and groups that are there. */
export interface ManyMembershipsSample extends Case {
  readonly memberships: number;
  readonly stacks: number;
  /** In all stacks together. */
  readonly resources: number;
  readonly templateBytes: number;
  /** How many stacks are complete in the end. */
  readonly complete: number;
  /** How many of the memberships are there. */
  readonly made: number;
  /** From the first to the last event of all stacks. */
  readonly seconds: number;
  readonly invocations: number;
  /** Requests to the Identity Store, also those that were refused because they came too fast. */
  readonly requests: number;
  readonly throttled: number;
  /** What one process of a function held at most. */
  readonly functionMegabytes: number;
}

export type ManyMembershipsResult = readonly ManyMembershipsSample[];

/** What Lambda gives a function of 256 MB. */
const SHARE_OF_256_MEGABYTES = 256 / 1_769;

/** What is deployed. */
interface Case {
  readonly way: MembershipWay;
  /** The part of a processor that a function had. */
  readonly processorShare: number;
  readonly users: number;
  readonly groups: number;
  /** Whether all are members already, and are adopted. */
  readonly areMembers: boolean;
}

const USUAL = { processorShare: 1, users: 500, groups: 10, areMembers: false };
const SLOWED: Case = { ...USUAL, way: 'contents', processorShare: SHARE_OF_256_MEGABYTES };

const CASES: Readonly<Record<'full' | 'quick', readonly Case[]>> = {
  full: [...MEMBERSHIP_WAYS.map((way) => ({ ...USUAL, way })), SLOWED, ...[100, 400].map((groups) => ({ ...SLOWED, users: 1_000, groups, areMembers: true }))],
  quick: [],
};

const APP = path.join(ROOT, 'bench', 'subjects', 'many-memberships-app.ts');
const FOLDER = path.join(WORK, 'many-memberships');

/**
 * What 5,000 memberships take in each way, in real time, with the real `cdk` command against the sandbox and its limit; and what the function of contents holds
 * that adopt 100,000 and 400,000.
 */
export const measureManyMemberships: Measure<ManyMembershipsResult> = async ({ scale, progress }) => {
  const samples: ManyMembershipsSample[] = [];
  for (const one of CASES[scale]) {
    samples.push(await deployed(one));
    progress(`${one.way}${one.processorShare < 1 ? ' with a part of a processor' : ''}${one.areMembers ? ', adopted' : ''}`);
  }
  return samples;
};

async function deployed(one: Case): Promise<ManyMembershipsSample> {
  const seed = { switches: { identityStore: { requestsPerSecond: REQUESTS_PER_SECOND } } };
  const server = await SandboxServer.start({ port: 0, runtimeFile: RUNTIME, longestPolicyDelay: 0, seed });
  const variables = environmentVariables(server.port, server.sandbox.home.environment);
  const processes = new FunctionProcesses(one.processorShare);
  try {
    const assembly = await synthesized(one.way, planted(server, one));
    await runCdk(['deploy', '--all', '--concurrency', '4', '--app', assembly, '--require-approval', 'never'], variables);
    const { cloudFormation, calls, identityStores, home } = server.sandbox;
    // A workflow that goes on in the background tells in the end that it has ended.
    while (count(calls.byAction, 'states:StartExecution') > count(calls.byAction, 'events:PutEvents')) await sleep(1_000);
    const stacks = cloudFormation.all.filter(({ name }) => name.startsWith('People'));
    const times = stacks.flatMap(({ events }) => events.map(({ timestamp }) => timestamp));
    const [requests, throttled] = storeRequests(calls.byAction);
    return {
      ...one, memberships: one.users * one.groups, ...templatesOf(assembly),
      complete: stacks.filter(({ status }) => status === 'CREATE_COMPLETE').length,
      made: identityStores.store(STORE).memberships.size,
      seconds: (times.reduce((first, second) => Math.max(first, second)) - times.reduce((first, second) => Math.min(first, second))) / 1_000,
      invocations: [...home.functions.invocations.values()].reduce((sum, count) => sum + count, 0),
      requests, throttled, functionMegabytes: processes.mostMegabytes,
    };
  } finally {
    processes.end();
    await server.close();
    await rm(variables.CDK_HOME as string, { recursive: true, force: true });
  }
}

function planted({ sandbox }: SandboxServer, { users: userCount, groups: groupCount, areMembers }: Case): Parties {
  const names = (word: string, count: number): string[] => Array.from({ length: count }, (_, index) => `${word}-${index}`);
  const [userNames, groupNames] = [names('user', userCount), names('group', groupCount)];
  plantIdentityStores({
    [STORE]: {
      groups: groupNames.map((displayName) => ({ displayName })),
      users: userNames.map((userName) => ({ userName, displayName: userName, name: { givenName: userName, familyName: 'Example' }, email: `${userName}@example.com` })),
      ...(areMembers && { memberships: groupNames.flatMap((group) => userNames.map((user) => ({ group, user }))) }),
    },
  }, sandbox.identityStores, sandbox.person);
  const { users, groups } = sandbox.identityStores.store(STORE);
  return {
    users: [...users.values()].map(({ UserId: id, UserName: name }) => ({ id, name })),
    groups: [...groups.values()].map(({ GroupId: id, DisplayName: name }) => ({ id, name })),
  };
}

async function synthesized(way: MembershipWay, parties: Parties): Promise<string> {
  const directory = path.join(FOLDER, way);
  await rm(directory, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const file = path.join(FOLDER, 'parties.json');
  writeFileSync(file, JSON.stringify(parties));
  await inFreshProcess(['--import', 'tsx', APP, way, file, directory], { BENCH_NODE_PATH: path.join(ROOT, 'node_modules') });
  return directory;
}

function templatesOf(assembly: string): Pick<ManyMembershipsSample, 'stacks' | 'resources' | 'templateBytes'> {
  const files = readdirSync(assembly).filter((name) => name.endsWith('.template.json')).map((name) => path.join(assembly, name));
  const resources = files.map((file) => Object.keys((JSON.parse(readFileSync(file, 'utf8')) as { Resources: object }).Resources).length);
  return { stacks: files.length, resources: sumOf(resources), templateBytes: sumOf(files.map((file) => statSync(file).size)) };
}

/** All, and those that were refused because they came too fast. */
function storeRequests(byAction: Readonly<Record<string, Ends>>): [number, number] {
  const ends = Object.entries(byAction).filter(([action]) => action.startsWith('identitystore:')).map(([, each]) => each);
  return [sumOf(ends.flatMap((each) => Object.values(each))), sumOf(ends.map((each) => each.ThrottlingException ?? 0))];
}

function count(byAction: Readonly<Record<string, Ends>>, action: string): number {
  return sumOf(Object.values(byAction[action] ?? {}));
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
