import { gunzipSync, gzipSync } from 'node:zlib';
import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { CancelHandshakeCommand, Handshake, InviteAccountToOrganizationCommand } from '@aws-sdk/client-organizations';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { CampaignDependencies, campaignHandler, runHandler } from '../../../lambda/campaign/handler';
import { DAY } from '../../support/times';
import type { Builds } from '../handlers';
import { accountIdOf, addressOf } from './declared';
import type { CampaignPlan, PlannedAccount } from './plan';
import { ACCOUNT, PLAN, ROW } from './small-plan';
import { playCampaign } from './simulate-campaign';

/** Each invariant is able to fail: a function with one thing broken is noticed by it, in a run in which it matters. */

jest.setTimeout(120_000);

type Command = { readonly constructor: { readonly name: string }; readonly input: any };
type Send = (command: object) => Promise<any>;

/** Changes how the calls of a client are sent, by the functions of the campaign. */
function sending(name: 'organizations' | 's3' | 'eventBridge' | 'cloudFormation', change: (command: Command, send: Send) => Promise<unknown>): Partial<Builds> {
  const changed = (dependencies: CampaignDependencies): CampaignDependencies => {
    const make = dependencies[name] as (...values: unknown[]) => { send: Send };
    return {
      ...dependencies,
      [name]: (...values: unknown[]) => {
        const client = make(...values);
        const send = client.send.bind(client);
        return Object.assign(Object.create(client) as object, { send: (command: Command) => change(command, send) });
      },
    };
  };
  return { campaign: (dependencies) => campaignHandler(changed(dependencies)), run: (dependencies) => runHandler(changed(dependencies)) };
}

/** Changes what is written into the ledger. */
function writing(kind: 'head' | 'ledger' | 'report', change: (text: string) => string): Partial<Builds> {
  return sending('s3', (command, send) => {
    const { Key: key = '', Body: body } = command.input as { readonly Key?: string; readonly Body?: Uint8Array };
    if (!(command instanceof PutObjectCommand) || !body || !key.startsWith(`${kind}/`)) return send(command);
    const text = kind === 'ledger' ? gunzipSync(body).toString() : Buffer.from(body).toString();
    return send(new PutObjectCommand({ ...command.input, Body: kind === 'ledger' ? gzipSync(change(text)) : change(text) }));
  });
}

const TAKEN_FOR_DONE = { $metadata: { requestId: 'taken for done' } };
const CALM = { steps: [], acts: [] };
const ACCEPTING = PLAN.accounts.map((account): PlannedAccount => ({ ...account, answer: 'ACCEPTS' }));

interface Broken {
  readonly invariant: string;
  readonly broken: string;
  readonly builds: Partial<Builds>;
  readonly plan?: Partial<CampaignPlan>;
}

const BROKEN: readonly Broken[] = [
  {
    invariant: 'one invitation',
    broken: 'whoever is invited by the id is invited by the address, too',
    builds: sending('organizations', async (command, send) => {
      if (command instanceof InviteAccountToOrganizationCommand && command.input.Target?.Id === accountIdOf(0)) {
        await send(new InviteAccountToOrganizationCommand({ Target: { Type: 'EMAIL', Id: addressOf(0) } })).catch(() => undefined);
      }
      return send(command);
    }),
  },
  {
    invariant: 'not again',
    broken: 'declined invitations are taken for expired ones',
    builds: writing('ledger', (text) => text.replaceAll('"DECLINED"', '"EXPIRED"')),
    plan: { accounts: PLAN.accounts.map((account) => ({ ...account, answer: 'DECLINES' })), stretches: [{ days: 4, ...CALM }] },
  },
  {
    invariant: 'ends',
    broken: 'who has left is in the queue again',
    builds: writing('ledger', (text) => text.replace(/("state":)"LEFT"(?!.*"LEFT")/, '$1"QUEUED"')),
    plan: { accounts: ACCEPTING.map((account) => ({ ...account, leavesAfter: 1 })) },
  },
  {
    invariant: 'daily invitations',
    broken: 'the list shows invitations as if they had been sent two days earlier',
    builds: sending('organizations', async (command, send) => {
      const answer = await send(command);
      const aged = (each: Handshake): Handshake => ({ ...each, RequestedTimestamp: new Date((each.RequestedTimestamp?.getTime() ?? 0) - 2 * DAY) });
      return answer.Handshakes ? { ...answer, Handshakes: answer.Handshakes.map(aged) } : answer;
    }),
  },
  {
    invariant: 'own invitations',
    broken: 'what somebody else has sent counts as sent',
    builds: writing('ledger', (text) => text.replace(/"handshakeId"/g, '"isSent":true,"handshakeId"')),
    plan: { accounts: PLAN.accounts.map((account) => ({ ...account, begins: 'INVITED' })), campaign: { ...PLAN.campaign, isDestroyed: true } },
  },
  {
    invariant: 'placed once',
    broken: 'whoever is placed is taken for joined, and for not moved',
    builds: writing('ledger', (text) => text.replaceAll('"state":"PLACED"', '"state":"JOINED"').replaceAll(',"isMoved":true', '')),
    plan: {
      accounts: ACCEPTING, campaign: { ...PLAN.campaign, rows: PLAN.campaign.rows.map((row) => ({ ...row, hasUnit: true })) },
      stretches: [{ days: 4, steps: [], acts: [60, 70, 80].map((hour) => ({ hour, act: { does: 'MOVE' as const, which: 1 } })) }],
    },
  },
  {
    invariant: 'reinvitations',
    broken: 'nobody counts what has expired',
    builds: writing('ledger', (text) => text.replace(/"expired":\d+/g, '"expired":0')),
    plan: { stretches: [{ days: 18, ...CALM }] },
  },
  {
    invariant: 'observing',
    broken: 'the stack always looks as if it was deployed',
    builds: sending('cloudFormation', async (command, send) => {
      const answer = await send(command);
      return answer.Stacks ? { ...answer, Stacks: [{ ...answer.Stacks[0], StackStatus: 'UPDATE_COMPLETE' }] } : answer;
    }),
    plan: {
      accounts: PLAN.accounts, campaign: { ...PLAN.campaign, invitationsPerDay: 1 },
      stretches: [{ days: 4, acts: [], steps: [14, 26, 38].map((hour) => ({ hour, meetsRun: true, edits: [{ does: 'RAISE_ALL' as const }], failsAfter: 400_000 })) }],
    },
  },
  {
    invariant: 'agreement',
    broken: 'no list shows who has accepted or joined',
    builds: sending('organizations', async (command, send) => {
      const answer = await send(command);
      if (answer.Accounts) return { ...answer, Accounts: [] };
      return answer.Handshakes ? { ...answer, Handshakes: answer.Handshakes.filter(({ State }: { readonly State: string }) => State !== 'ACCEPTED') } : answer;
    }),
    plan: { accounts: ACCEPTING, stretches: [{ days: 2, ...CALM }] },
  },
  {
    invariant: 'told',
    broken: 'events are taken for told that nobody hears of',
    builds: sending('eventBridge', async (command, send) => (command instanceof PutEventsCommand ? TAKEN_FOR_DONE : send(command))),
  },
  {
    invariant: 'no waste',
    broken: 'most of the invitations are kept back',
    builds: writing('head', (text) => text.replace('"invitationsPerDay":3', '"invitationsPerDay":1')),
    plan: {
      campaign: { ...PLAN.campaign, invitationsPerDay: 3, rows: Array.from({ length: 20 }, (_, account) => ({ ...ROW, account })) },
      accounts: Array.from({ length: 20 }, () => ACCOUNT),
    },
  },
  {
    invariant: 'confidential',
    broken: 'the status names addresses',
    builds: writing('report', (text) => text.replace('{', `{"of":"${addressOf(0)}",`)),
  },
  {
    invariant: 'deployed',
    broken: 'no roster can be kept',
    builds: sending('s3', async (command, send) => {
      if (command instanceof PutObjectCommand && command.input.Key?.startsWith('file/')) throw Object.assign(new Error('no'), { name: 'AccessDenied', $metadata: { httpStatusCode: 403 } });
      return send(command);
    }),
  },
  {
    invariant: 'deleted',
    broken: 'cancellations aren\'t sent',
    builds: sending('organizations', async (command, send) => (command instanceof CancelHandshakeCommand ? TAKEN_FOR_DONE : send(command))),
    plan: { campaign: { ...PLAN.campaign, isDestroyed: true } },
  },
];

test.each(BROKEN)('$invariant: it is noticed when $broken', async ({ invariant, builds, plan }) => {
  const violations = await playCampaign({ ...PLAN, ...plan }, { builds });
  expect([...new Set(violations.map((violation) => violation.invariant))]).toContain(invariant);
});

test.each(BROKEN)('$invariant: nothing is noticed in the same run of the library\'s own functions', async ({ plan }) => {
  expect(await playCampaign({ ...PLAN, ...plan })).toEqual([]);
});
