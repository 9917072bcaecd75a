import { Completion } from '../../lib';
import { declareContents, Tables } from '../../test/support/declared-contents';
import { InProcess } from '../../test/support/in-process';
import type { Measure } from '../measure';
import { LatencyModel, ObservedCall, TakingTime } from '../subjects/latency';
import { plantMembers } from '../subjects/members';
import { REQUESTS_PER_SECOND } from '../subjects/modelled-sandbox';
import { Gotten, NEEDED_PER_SECOND, Somebody } from '../subjects/somebody';

/** What contents take until everybody is in the groups: a first import, in the background. */
export interface ContentsSample {
  readonly memberships: number;
  /** From sending the first request that makes a membership until the last one is answered. */
  readonly seconds: number;
  /** Those of the function, by operation, from its first to its last call; also those that were refused because they came too fast. */
  readonly requests: Readonly<Record<string, number>>;
  /** How often the function was called. */
  readonly invocations: number;
  /** What somebody else got meanwhile, if there was somebody. */
  readonly somebody?: Gotten;
}

/** What one more deployment sends to the Identity Store. */
export interface ContentsChange {
  readonly what: string;
  readonly requests: Readonly<Record<string, number>>;
}

export interface ContentsResult {
  readonly requestsPerSecond: number;
  /** What the contents keep to. */
  readonly pace: number;
  readonly neededPerSecond: number;
  readonly model: LatencyModel;
  readonly imports: readonly ContentsSample[];
  readonly changes: readonly ContentsChange[];
}

interface Case {
  readonly memberships: number;
  readonly isAlone: boolean;
}

const CASES: Readonly<Record<'full' | 'quick', readonly Case[]>> = {
  full: [
    { memberships: 1_000, isAlone: true }, { memberships: 10_000, isAlone: true }, { memberships: 100_000, isAlone: true },
    { memberships: 10_000, isAlone: false }, { memberships: 50_000, isAlone: false },
  ],
  quick: [{ memberships: 1_000, isAlone: true }, { memberships: 1_000, isAlone: false }],
};

const PACE = 18;
const MODEL: LatencyModel = { coldStartMilliseconds: 0, callMilliseconds: 60 };
const MEMBERS_OF_GROUP = 1_000;
const CREATION = 'identitystore:CreateGroupMembership';
/** It tells that the workflow is at its end. */
const LAST_CALL = 'events:PutEvents';
const ROWS_BEFORE_CHANGE = 500;
const SEED = 1;
/** How often it is asked whether anything goes on, in milliseconds. */
const LOOKED_EVERY = 10_000;
/** As many users as somebody else can need, who puts each in a group once. */
const USERS_AT_LEAST = 1_000;

/** How near contents come to their pace, what they send for that, and what is left to others, in virtual time. */
export const measureContents: Measure<ContentsResult> = async ({ scale, progress }) => {
  const imports: ContentsSample[] = [];
  for (const { memberships, isAlone } of CASES[scale]) {
    imports.push(await imported(memberships, isAlone));
    progress(`${memberships} memberships${isAlone ? '' : ' beside somebody else'}`);
  }
  return { requestsPerSecond: REQUESTS_PER_SECOND, pace: PACE, neededPerSecond: NEEDED_PER_SECOND, model: MODEL, imports, changes: await changed() };
};

/** A sandbox whose store has users in it, and what the functions called there since. */
interface World {
  readonly world: InProcess;
  readonly observed: readonly ObservedCall[];
  /** The time at which it began, from which that of the calls is counted. */
  readonly began: number;
}

function newWorld(users: number): World {
  let takingTime: TakingTime | undefined;
  const world = new InProcess({
    faults: (time) => (takingTime = new TakingTime(time, MODEL)), switches: { identityStore: { requestsPerSecond: REQUESTS_PER_SECOND } },
  });
  plantMembers(world.sandbox, users);
  return { world, observed: (takingTime as TakingTime).calls, began: world.time.now() };
}

async function imported(memberships: number, isAlone: boolean): Promise<ContentsSample> {
  const { world, observed, began } = newWorld(MEMBERS_OF_GROUP + (isAlone ? 0 : USERS_AT_LEAST + memberships / 2));
  const somebody = new Somebody(world.sandbox, world.time, SEED);
  const isOver = (): boolean => observed.at(-1)?.operation === LAST_CALL;
  const needs = isAlone ? undefined : somebody.need(isOver);
  await deployed(world, memberships, { completion: Completion.background() });
  while (!isOver()) await world.time.run(world.time.sleep(LOOKED_EVERY));
  if (needs) await world.time.run(needs);
  const times = made(observed).map(({ at }) => at);
  const [first, last] = [times.reduce((one, other) => Math.min(one, other)), times.reduce((one, other) => Math.max(one, other))];
  return {
    memberships, seconds: (last - first + MODEL.callMilliseconds) / 1_000, requests: tally(observed), invocations: world.log.length,
    ...(!isAlone && { somebody: somebody.gotten(began + first, began + last) }),
  };
}

/** What an unchanged file, and one that has a row more, send to the store. */
async function changed(): Promise<ContentsChange[]> {
  const { world, observed } = newWorld(MEMBERS_OF_GROUP);
  await deployed(world, ROWS_BEFORE_CHANGE);
  const after = async (what: string, deploy: () => Promise<void>): Promise<ContentsChange> => {
    const before = observed.length;
    await deploy();
    const requests = observed.slice(before).filter(({ operation }) => operation.startsWith('identitystore:'));
    return { what, requests: tally(requests) };
  };
  return [
    await after('an unchanged file, with other properties', () => deployed(world, ROWS_BEFORE_CHANGE, { requestsPerSecond: PACE - 1 })),
    await after('one row more', () => deployed(world, ROWS_BEFORE_CHANGE + 1)),
    await after('one row less', () => deployed(world, ROWS_BEFORE_CHANGE)),
  ];
}

async function deployed(world: InProcess, memberships: number, props: Parameters<typeof declareContents>[1] = {}): Promise<void> {
  const stack = await world.deploy('People', declareContents(groupsOf(memberships), { requestsPerSecond: PACE, ...props }));
  if (!stack.status.endsWith('_COMPLETE')) throw new Error(`${memberships} memberships ended in ${stack.status}: ${stack.statusReason}`);
}

function groupsOf(memberships: number): Tables {
  const groups: Record<string, string[]> = {};
  for (let index = 0; index < memberships; index++) (groups[`team-${Math.floor(index / MEMBERS_OF_GROUP)}`] ??= []).push(`user-${index % MEMBERS_OF_GROUP}`);
  return { groups };
}

function made(observed: readonly ObservedCall[]): ObservedCall[] {
  return observed.filter(({ operation, refused }) => operation === CREATION && !refused);
}

function tally(calls: readonly ObservedCall[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { operation } of calls) counts[operation] = (counts[operation] ?? 0) + 1;
  return counts;
}
