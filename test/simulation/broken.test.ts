import { CreateGroupCommand } from '@aws-sdk/client-identitystore';
import { InviteAccountToOrganizationCommand, MoveAccountCommand, TagResourceCommand } from '@aws-sdk/client-organizations';
import { identityStoreHandler, IdentityStoreDependencies } from '../../lambda/identity-store/handler';
import { awaitingHandler, organizationsHandler, OrganizationsDependencies } from '../../lambda/organizations/handler';
import type { Domain, Handler } from './domain';
import type { Builds } from './handlers';
import { IDENTITY_STORE } from './identity-store/domain';
import { ORGANIZATIONS } from './organizations/domain';
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

/** As the service answers what it has done. */
const TAKEN_FOR_DONE = { $metadata: { requestId: 'taken for done' } };

/** Doesn't send the calls of an operation, and takes them for done. */
function leavingOut(operation: string): Build {
  return (dependencies) => identityStoreHandler({ ...dependencies, identityStore: (region) => silenced(dependencies, region, operation) });
}

function silenced({ identityStore }: IdentityStoreDependencies, region: string | undefined, operation: string): ReturnType<typeof identityStore> {
  const client = identityStore(region);
  const send = client.send.bind(client) as (command: object) => Promise<unknown>;
  return Object.assign(Object.create(client) as typeof client, { send: (command: object) =>
    (command.constructor.name === `${operation}Command` ? Promise.resolve(TAKEN_FOR_DONE) : send(command)) });
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

/** Something broken, which invariant notices it, and in which run. */
interface Broken {
  readonly invariant: string;
  readonly broken: string;
  readonly builds: Partial<Builds>;
  readonly noticed: number;
}

const BROKEN: Readonly<Record<string, { readonly broken: string; readonly build: Build; readonly noticed: number }>> = {
  'declared state': { broken: 'updates of groups are not sent', build: leavingOut('UpdateGroup'), noticed: 9 },
  answered: {
    broken: 'failures are answered at length',
    build: answering((body) => (body.Status === 'FAILED' ? { ...body, Reason: body.Reason.padEnd(5000, ' and so on') } : body)),
    noticed: 5,
  },
  'single entity': {
    broken: 'a group whose name is taken gets another name',
    build: (dependencies) => identityStoreHandler({ ...dependencies, identityStore: (region) => renaming(dependencies, region) }),
    noticed: 11,
  },
  'nothing foreign': {
    broken: 'what was adopted is deleted as well',
    build: hearing((event) => (event.RequestType === 'Delete' ? { ...event, PhysicalResourceId: event.PhysicalResourceId.replace(/^adopted:/, 'created:') } : event)),
    noticed: 0,
  },
  'single owner': {
    broken: 'what was adopted counts as created',
    build: answering((body) => ({ ...body, PhysicalResourceId: body.PhysicalResourceId.replace(/^adopted:/, 'created:') })),
    noticed: 41,
  },
  destroyed: { broken: 'deletions of users are not sent', build: leavingOut('DeleteUser'), noticed: 0 },
  explained: {
    broken: 'the code is missing in failures',
    build: answering((body) => (body.Status === 'FAILED' ? { ...body, Reason: body.Reason.replace(/^[A-Z_]+: /, '') } : body)),
    noticed: 5,
  },
  convergence: {
    broken: 'what was refused once is refused for ever, without a reason',
    build: answering((body) => (/^(EMAIL_TAKEN|PERSON_DECLARED_TWICE)/.test(body.Reason ?? '') ? { ...body, Reason: 'no' } : body)),
    noticed: 3,
  },
};

const BROKEN_FOR_PEOPLE = Object.entries(BROKEN).map(([invariant, { build, ...each }]): Broken => ({ ...each, invariant, builds: { identityStore: build } }));

type Organizations = ReturnType<OrganizationsDependencies['organizations']>;

/** Changes how calls to Organizations are sent. */
function sending(change: (command: any, send: (command: object) => Promise<any>) => Promise<unknown>): Builds['organizations'] {
  return (dependencies) => organizationsHandler({
    ...dependencies,
    organizations: (credentials) => {
      const client = dependencies.organizations(credentials);
      const send = client.send.bind(client) as (command: object) => Promise<unknown>;
      return Object.assign(Object.create(client) as Organizations, { send: (command: object) => change(command, send) });
    },
  });
}

const BROKEN_FOR_INVITATIONS: readonly Broken[] = [
  {
    invariant: 'nothing foreign',
    broken: 'an invitation that was found is canceled as well',
    builds: {
      organizations: (dependencies) => {
        const handle = organizationsHandler(dependencies);
        return (event, context) => handle(
          event.RequestType === 'Delete' ? { ...event, PhysicalResourceId: event.PhysicalResourceId.replace(/^adopted:/, 'created:') } : event, context,
        );
      },
    },
    noticed: 7,
  },
  {
    invariant: 'nothing foreign',
    broken: 'an account gets a tag that is not declared',
    builds: {
      organizations: sending(async (command, send) => {
        if (command instanceof MoveAccountCommand) await send(new TagResourceCommand({ ResourceId: command.input.AccountId, Tags: [{ Key: 'Moved', Value: 'yes' }] }));
        return send(command);
      }),
    },
    noticed: 5,
  },
  {
    invariant: 'single entity',
    broken: 'an invitation is sent to the address as well',
    builds: {
      organizations: sending(async (command, send) => {
        const sent = await send(command);
        if (command instanceof InviteAccountToOrganizationCommand && command.input.Target?.Type === 'ACCOUNT') {
          const Target = { Type: 'EMAIL' as const, Id: `copy-of-${command.input.Target.Id}@example.com` };
          await send(new InviteAccountToOrganizationCommand({ Target })).catch(() => undefined);
        }
        return sent;
      }),
    },
    noticed: 0,
  },
  {
    invariant: 'declared state',
    broken: 'an account counts as a member before it accepts',
    builds: {
      awaiting: (dependencies) => {
        const handle = awaitingHandler(dependencies);
        return async (event, context) => {
          const answer = await handle(event, context);
          return answer.IsComplete === false ? { IsComplete: true, Data: { AccountId: '', State: 'MEMBER' } } : answer;
        };
      },
    },
    noticed: 0,
  },
  {
    invariant: 'answered',
    broken: 'the answer comes when nobody waits for it any more',
    builds: {
      organizations: (dependencies) => organizationsHandler({
        ...dependencies,
        putAnswer: async (url, body) => {
          await dependencies.surroundings.sleep(1_000_000);
          return dependencies.putAnswer(url, body);
        },
      }),
    },
    noticed: 0,
  },
];

const NAME = '$invariant: it is noticed when $broken';

test.each(BROKEN_FOR_PEOPLE)(`people: ${NAME}`, (each) => expectNoticed(each, IDENTITY_STORE));
test.each(BROKEN_FOR_INVITATIONS)(`invitations: ${NAME}`, (each) => expectNoticed(each, ORGANIZATIONS));

async function expectNoticed(broken: Broken, domain: Domain): Promise<void> {
  const { invariant, noticed } = broken;
  const run = await isBrokenBy(noticed, broken, domain) ? noticed : await firstBroken(broken, domain);
  // So that it can be written down.
  expect({ invariant, noticed: run }).toEqual({ invariant, noticed });
}

async function firstBroken(broken: Broken, domain: Domain): Promise<number | undefined> {
  for (let index = 0; index < MOST_RUNS; index++) if (await isBrokenBy(index, broken, domain)) return index;
  return undefined;
}

async function isBrokenBy(index: number, { invariant, builds }: Broken, domain: Domain): Promise<boolean> {
  const failure = await simulate({ seed: seedOf(1, index) }, { builds, domain });
  return failure?.violations.some((violation) => violation.invariant === invariant) ?? false;
}
