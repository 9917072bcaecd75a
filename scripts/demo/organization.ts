import { setTimeout as sleep } from 'node:timers/promises';
import { describeOrganizations } from '../../sandbox/command/describe-organizations';
import type { State } from '../../sandbox/control/state';
import { joinRole } from './join-role';
import { Claim, fails, prints, Story, succeeds, withoutStackTrace } from './story';

const PAYMENTS = '111122223333';
const DATA = { id: '222233334444', email: 'data@example.com', name: 'Data' };
const RESEARCH = '444455556666';

type Organizations = Pick<State, 'organizations' | 'accounts'>;

const isIn = (unit: string, account: string): Claim<Organizations> => ({
  claim: `account ${account} is in ${unit}`,
  test: ({ now }) => now.organizations[0]?.accounts.some(({ accountId, organizationalUnit }) => accountId === account && organizationalUnit === unit) ?? false,
});

/** Accounts are invited, join by a role or by a person while the deployment waits, and stay. */
export const organization: Story<Organizations> = {
  example: 'organization',
  seed: {
    organizations: [
      { id: 'o-a1b2c3d4e5', managementAccount: '123456789012', organizationalUnits: { Workloads: 'ou-ab12-12345678' } },
      { id: 'o-e5d4c3b2a1', managementAccount: '555566667777', allowsTransfers: false, accounts: [{ id: RESEARCH, name: 'Research' }] },
    ],
    accounts: [{ id: PAYMENTS, email: 'payments@example.com', name: 'Payments' }, DATA],
    roles: [joinRole(PAYMENTS)],
  },
  steps: [
    {
      title: 'Invite an account, which accepts by its role', app: 'app.ts', command: 'deploy',
      holds: [succeeds, prints('Outcome = CREATED'), prints('State = MEMBER'), isIn('Workloads', PAYMENTS)],
    },
    {
      title: 'Invite by e-mail and wait until somebody accepts', app: 'waiting.ts', command: 'deploy', meanwhile: acceptInvitation,
      holds: [succeeds, prints(`AccountId = ${DATA.id}`), prints('State = MEMBER'), isIn('Workloads', DATA.id)],
    },
    {
      title: 'Invite an account that another organization has', app: 'elsewhere.ts', command: 'deploy',
      why: 'the account is in an organization that doesn\'t let it go',
      holds: [fails, prints(`ALREADY_IN_AN_ORGANIZATION: inviting account ${RESEARCH} is not possible`), withoutStackTrace],
    },
    { title: 'Destroy the stack of the first account', app: 'app.ts', command: 'destroy', holds: [succeeds, isIn('Workloads', PAYMENTS)] },
  ],
  observe: ask<State>,
  describe: (observed) => describeOrganizations(observed).join('\n\n'),
};

/** In the second terminal: the invitation is accepted as soon as it is there, and the time until the next look passes at once. */
async function acceptInvitation(endpoint: string): Promise<void> {
  const isPending = async (): Promise<boolean> => (await ask<State>(endpoint)).organizations[0]?.handshakes
    .some(({ recipient, state }) => recipient === DATA.email && state === 'REQUESTED') ?? false;
  for (let attempts = 0; attempts < 300 && !await isPending(); attempts++) await sleep(200);
  await sleep(3000);
  console.log(`\n  Meanwhile, in another terminal: cdk-org-guard sandbox accept ${DATA.email} && cdk-org-guard sandbox clock --advance 15s\n`);
  await ask(endpoint, 'accept', { handshake: DATA.email });
  await ask(endpoint, 'clock', { milliseconds: 15_000 });
}

async function ask<Answer>(endpoint: string, path = 'state', body?: object): Promise<Answer> {
  const response = await fetch(`${endpoint}/_sandbox/${path}`, body ? { method: 'POST', body: JSON.stringify(body) } : {});
  if (!response.ok) throw new Error(await response.text());
  return await response.json() as Answer;
}
