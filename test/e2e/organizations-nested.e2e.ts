import type { DeclaredInvitations } from './support/invitations';
import { OrganizationScenario } from './support/organization-scenario';
import { LENT, organizationSeed, stack } from './support/organization-seed';
import { PAYMENTS } from '../support/ids';

jest.setTimeout(600_000);

let scenario: OrganizationScenario;
afterEach(() => scenario.stop());

const INVITED = stack('Nesting', { id: 'Payments', target: PAYMENTS });

function nested(afterwards?: string): DeclaredInvitations {
  return { ...INVITED, nested: afterwards === undefined ? {} : { afterwards } };
}

// The nested stack is deleted then, so that its invitation was canceled, and a new one counted towards the 20 of the day.
test('an invitation in a nested stack stays pending when the stack at the top fails, and is reused', async () => {
  scenario = await OrganizationScenario.start(organizationSeed());
  const failed = await scenario.deploy(nested(LENT));
  expect(failed.exitCode).toBe(1);
  expect(await scenario.invitationsOf(PAYMENTS)).toEqual(['REQUESTED']);

  expect((await scenario.deploy(nested())).exitCode).toBe(0);
  expect(await scenario.invitationsOf(PAYMENTS)).toEqual(['REQUESTED']);
});

test('an invitation that a nested stack has sent is canceled when the stack at the top is deleted', async () => {
  scenario = await OrganizationScenario.start(organizationSeed());
  expect((await scenario.deploy(nested())).exitCode).toBe(0);
  expect(await scenario.invitationsOf(PAYMENTS)).toEqual(['REQUESTED']);

  expect((await scenario.destroy(nested())).exitCode).toBe(0);
  expect(await scenario.invitationsOf(PAYMENTS)).toEqual(['CANCELED']);
});
