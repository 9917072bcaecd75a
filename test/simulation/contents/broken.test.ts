import { gunzipSync, gzipSync } from 'node:zlib';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { ContentsDependencies, contentsHandler } from '../../../lambda/contents/handler';
import type { Builds } from '../handlers';
import { seedOf } from '../simulate';
import { ContentsPlan, contentsPlans } from './plan';
import { playContents } from './simulate-contents';

/**
 * Each invariant is able to fail: a handler with one thing broken is noticed by it within the first runs. Which run notices it is written down with it, to
 * save time; when runs change, the test looks for another and says which.
 */

jest.setTimeout(600_000);

type Build = Builds['contents'];

const MOST_RUNS = 600;

interface Broken {
  readonly invariant: string;
  readonly broken: string;
  readonly build: Build;
  /** What the runs have, if it is too rare otherwise. */
  readonly plan?: Partial<ContentsPlan>;
  readonly noticed: number;
}

const TWICE_AT_ONCE: Partial<ContentsPlan> = {
  latency: 400,
  disturbances: [{
    begun: 1, gap: 0, times: 1, operation: 'deliver:Create', disturbance: { fault: 'DELIVERED_TWICE_AT_ONCE', moment: 'BEFORE', milliseconds: 0 },
  }],
};

const STEP = { pause: 20_000, sibling: null, rollback: true } as const;

/** Contents leave the stack, and come back with nothing in their file. */
const GONE_AND_BACK: Partial<ContentsPlan> = {
  steps: [
    { ...STEP, does: 'DEPLOY', edits: [] },
    { ...STEP, does: 'REMOVE_CONSTRUCT', edits: [] },
    { ...STEP, does: 'DEPLOY', edits: [{ does: 'NEW_FILE', file: { users: [], groups: [], members: [] } }] },
  ],
  acts: [],
  disturbances: [],
};

/** Changes how the calls of a client are sent. */
function sendingTo(name: 's3' | 'identityStore' | 'cloudFormation', change: (command: any, send: (command: object) => Promise<any>) => Promise<unknown>): Build {
  return (dependencies) => {
    const make = dependencies[name] as (...values: unknown[]) => { send(command: object): Promise<unknown> };
    const changed = (...values: unknown[]): object => {
      const client = make(...values);
      const send = client.send.bind(client);
      return Object.assign(Object.create(client) as object, { send: (command: object) => change(command, send) });
    };
    return contentsHandler({ ...dependencies, [name]: changed } as ContentsDependencies);
  };
}

/** Changes the events before the function sees them. */
function hearing(change: (event: any) => object): Build {
  return (dependencies) => {
    const handle = contentsHandler(dependencies);
    return (event, context) => handle(change(event) as Parameters<typeof handle>[0], context);
  };
}

/** Changes what the function sends to CloudFormation. */
function answering(change: (body: any) => object | undefined): Build {
  return (dependencies) => contentsHandler({
    ...dependencies,
    putAnswer: async (url, body) => {
      const changed = change(JSON.parse(body));
      return changed ? dependencies.putAnswer(url, JSON.stringify(changed)) : 200;
    },
  });
}

const TAKEN_FOR_DONE = { $metadata: { requestId: 'taken for done' } };

/** Doesn't send the calls of an operation, and takes them for done. */
function leavingOut(operation: string): Build {
  return sendingTo('identityStore', (command, send) => (command.constructor.name === `${operation}Command` ? Promise.resolve(TAKEN_FOR_DONE) : send(command)));
}

/** Changes what is written into the ledger. */
function writing(kind: 'head' | 'ledger', change: (text: string) => string): Build {
  return sendingTo('s3', (command, send) => {
    if (!(command instanceof PutObjectCommand) || !command.input.Key?.startsWith(`${kind}/`)) return send(command);
    const body = command.input.Body as Uint8Array;
    const changed = kind === 'head' ? change(Buffer.from(body).toString('utf8')) : gzipSync(change(gunzipSync(body).toString('utf8')));
    return send(new PutObjectCommand({ ...command.input, Body: changed }));
  });
}

/** Writes the list of before in place of one in which nothing is. */
const NEVER_EMPTIED: Build = (dependencies) => {
  let last = '';
  return writing('ledger', (text) => last = text.trim() === '' ? last : text)(dependencies);
};

const ALL_CREATED = writing('ledger', (text) => text.replaceAll('"ownership":"adopted"', '"ownership":"created"'));

const BROKEN: readonly Broken[] = [
  { invariant: 'declared state', broken: 'removals of members are not sent', build: leavingOut('DeleteGroupMembership'), noticed: 29 },
  { invariant: 'rolled back', broken: 'deletions of users are not sent', build: leavingOut('DeleteUser'), noticed: 2 },
  {
    invariant: 'answered',
    broken: 'a deletion isn\'t answered',
    build: answering((body) => (body.Status === 'SUCCESS' && body.PhysicalResourceId.startsWith('failed:') ? undefined : body)),
    noticed: 2,
  },
  {
    invariant: 'never stuck',
    broken: 'what is rolled back fails',
    build: answering((body) => ({ ...body, Status: 'FAILED', Reason: body.Reason ?? 'no' })),
    noticed: 0,
  },
  {
    invariant: 'protected',
    broken: 'everything may be removed',
    build: hearing((event) => ({ ...event, ResourceProperties: { ...event.ResourceProperties, Protection: { MostRemovals: '1000', MostRemovalsPercent: '100' } } })),
    noticed: 67,
  },
  {
    invariant: 'unchanged',
    broken: 'every update counts as one with another generation',
    build: hearing((event) => (event.RequestType === 'Update' ? { ...event, OldResourceProperties: { ...event.OldResourceProperties, Generation: 'another' } } : event)),
    noticed: 0,
  },
  {
    invariant: 'sequences',
    broken: 'the last sequence is forgotten',
    build: writing('head', (text) => text.replace(/"lastSequence":\d+/, '"lastSequence":0')),
    noticed: 10,
  },
  {
    invariant: 'one writer',
    broken: 'nobody looks whether another one writes',
    build: sendingTo('s3', async (command, send) => {
      if (command.constructor.name === 'ListObjectsV2Command' && command.input.Prefix.startsWith('journal/')) {
        return { ...TAKEN_FOR_DONE, Contents: [] };
      }
      if (!(command instanceof PutObjectCommand) || !command.input.Key?.startsWith('journal/')) return send(command);
      const { IfNoneMatch: _condition, ...input } = command.input;
      return send(new PutObjectCommand(input));
    }),
    plan: TWICE_AT_ONCE,
    noticed: 6,
  },
  {
    invariant: 'access',
    broken: 'who is left out leaves at once, as on a stack without rollback',
    build: sendingTo('cloudFormation', async (command, send) => {
      const answer = await send(command);
      return answer.Stacks ? { ...answer, Stacks: [{ ...answer.Stacks[0], DisableRollback: true }] } : answer;
    }),
    noticed: 25,
  },
  { invariant: 'ownership', broken: 'what was adopted counts as created', build: ALL_CREATED, noticed: 47 },
  { invariant: 'nothing foreign', broken: 'what was adopted counts as created', build: ALL_CREATED, noticed: 18 },
  { invariant: 'kept', broken: 'contents that have gone leave everything in the ledger', build: NEVER_EMPTIED, plan: GONE_AND_BACK, noticed: 7 },
];

test.each(BROKEN)('$invariant: it is noticed when $broken', async (each) => {
  const { invariant, noticed } = each;
  const run = await isBrokenBy(noticed, each) ? noticed : await firstBroken(each);
  // So that it can be written down.
  expect({ invariant, noticed: run }).toEqual({ invariant, noticed });
});

async function firstBroken(broken: Broken): Promise<number | undefined> {
  for (let index = 0; index < MOST_RUNS; index++) if (await isBrokenBy(index, broken)) return index;
  return undefined;
}

async function isBrokenBy(index: number, { invariant, build, plan }: Broken): Promise<boolean> {
  const [random] = fc.sample(contentsPlans, { seed: seedOf(1, index), numRuns: 1 }) as [ContentsPlan];
  // What is broken is broken in one call of the function.
  const violations = await playContents({ ...random, handlings: ['ONE_CALL'], ...plan }, { builds: { contents: build } });
  return violations.some((violation) => violation.invariant === invariant);
}
