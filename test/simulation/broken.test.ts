import { CreateGroupCommand } from '@aws-sdk/client-identitystore';
import { identityStoreHandler, IdentityStoreDependencies } from '../../lambda/identity-store/handler';
import type { Handler } from './domain';
import type { Builds } from './handlers';
import { IDENTITY_STORE } from './identity-store/domain';
import { seedOf, simulate } from './simulate';

/**
 * Each invariant is able to fail: a handler with one thing broken is noticed by it within the first 2,000 runs. Which run
 * notices it is written down with it, to save time; when runs change, the test looks for another and says which.
 */

jest.setTimeout(300_000);

type Build = Builds['identityStore'];

const MOST_RUNS = 2_000;

/** Changes what the function sends to CloudFormation. */
function answering(change: (body: any, event: any) => object | undefined): Build {
  return (dependencies) => {
    let current: unknown;
    const handle = identityStoreHandler({
      ...dependencies,
      putAnswer: async (url, body) => {
        const changed = change(JSON.parse(body), current);
        return changed ? dependencies.putAnswer(url, JSON.stringify(changed)) : 200;
      },
    });
    return (event, context) => {
      current = event;
      return handle(event, context);
    };
  };
}

/** Changes the events before the function sees them. */
function hearing(change: (event: any) => object): Build {
  return (dependencies) => {
    const handle = identityStoreHandler(dependencies);
    return (event, context) => handle(change(event) as Parameters<Handler>[0], context);
  };
}

/** Doesn't send the calls of an operation, and takes them for done. */
function leavingOut(operation: string): Build {
  return (dependencies) => identityStoreHandler({ ...dependencies, identityStore: (region) => silenced(dependencies, region, operation) });
}

function silenced({ identityStore }: IdentityStoreDependencies, region: string | undefined, operation: string): ReturnType<typeof identityStore> {
  const client = identityStore(region);
  const send = client.send.bind(client) as (command: object) => Promise<unknown>;
  return Object.assign(Object.create(client) as typeof client, { send: (command: object) => (command.constructor.name === `${operation}Command` ? Promise.resolve({}) : send(command)) });
}

/** Tries another name when one is taken. */
function renaming({ identityStore }: IdentityStoreDependencies, region: string | undefined): ReturnType<typeof identityStore> {
  const client = identityStore(region);
  const send = client.send.bind(client) as (command: object) => Promise<unknown>;
  return Object.assign(Object.create(client) as typeof client, {
    send: (command: { readonly input: any }) => send(command).catch((thrown: Error) => {
      if (!(command instanceof CreateGroupCommand) || thrown.name !== 'ConflictException') throw thrown;
      return send(new CreateGroupCommand({ ...command.input, DisplayName: `${command.input.DisplayName}-2` }));
    }),
  });
}

const BROKEN: Readonly<Record<string, { readonly broken: string; readonly build: Build; readonly noticed: number }>> = {
  'declared state': { broken: 'updates of groups are not sent', build: leavingOut('UpdateGroup'), noticed: 11 },
  answered: {
    broken: 'failures are answered at length',
    build: answering((body) => (body.Status === 'FAILED' ? { ...body, Reason: body.Reason.padEnd(5000, ' and so on') } : body)),
    noticed: 1,
  },
  'single entity': {
    broken: 'a group whose name is taken gets another name',
    build: (dependencies) => identityStoreHandler({ ...dependencies, identityStore: (region) => renaming(dependencies, region) }),
    noticed: 0,
  },
  'nothing foreign': {
    broken: 'what was adopted is deleted as well',
    build: hearing((event) => (event.RequestType === 'Delete' ? { ...event, PhysicalResourceId: event.PhysicalResourceId.replace(/^adopted:/, 'created:') } : event)),
    noticed: 8,
  },
  'single owner': {
    broken: 'what was adopted counts as created',
    build: answering((body) => ({ ...body, PhysicalResourceId: body.PhysicalResourceId.replace(/^adopted:/, 'created:') })),
    noticed: 36,
  },
  destroyed: { broken: 'deletions of users are not sent', build: leavingOut('DeleteUser'), noticed: 3 },
  explained: {
    broken: 'the code is missing in failures',
    build: answering((body) => (body.Status === 'FAILED' ? { ...body, Reason: body.Reason.replace(/^[A-Z_]+: /, '') } : body)),
    noticed: 1,
  },
  convergence: {
    broken: 'what was refused once is refused for ever, without a reason',
    build: answering((body) => (body.Reason?.startsWith('EMAIL_TAKEN') ? { ...body, Reason: 'no' } : body)),
    noticed: 13,
  },
};

test.each(Object.entries(BROKEN).map(([invariant, each]) => ({ invariant, ...each })))('$invariant: it is noticed when $broken', async ({ invariant, build, noticed }) => {
  const run = await isBrokenBy(noticed, invariant, build) ? noticed : await firstBroken(invariant, build);
  // So that it can be written down.
  expect({ invariant, noticed: run }).toEqual({ invariant, noticed });
});

async function firstBroken(invariant: string, build: Build): Promise<number | undefined> {
  for (let index = 0; index < MOST_RUNS; index++) if (await isBrokenBy(index, invariant, build)) return index;
  return undefined;
}

async function isBrokenBy(index: number, invariant: string, build: Build): Promise<boolean> {
  const failure = await simulate({ seed: seedOf(1, index) }, { builds: { identityStore: build }, domain: IDENTITY_STORE });
  return failure?.violations.some((violation) => violation.invariant === invariant) ?? false;
}
