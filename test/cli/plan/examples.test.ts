import { planJson } from '../../../cli/plan/json';
import { planMarkdown } from '../../../cli/plan/markdown';
import { planText } from '../../../cli/plan/text';
import type { Plan } from '../../../rehearsal/plan';
import type { Seed } from '../../../sandbox/seed/seed';
import { deployExample, planOfExample } from '../../support/examples';
import { MANAGEMENT, PAYMENTS } from '../../support/ids';
import { InProcess } from '../../support/in-process';

const ORGANIZATION: Seed = {
  organizations: [{ managementAccount: MANAGEMENT, organizationalUnits: { Workloads: 'ou-ab12-12345678' } }],
  accounts: [{ id: PAYMENTS, email: 'payments@example.com' }],
};

/** What would come of an example where others are deployed already. */
async function planOf(example: string, deployed: readonly string[]): Promise<Plan> {
  const world = new InProcess({ seed: example.startsWith('organization') ? ORGANIZATION : {} });
  for (const each of deployed) await deployExample(world, each);
  return planOfExample(world, example);
}

/** Ids and times are others each time that something of the sandbox changes. */
function withoutChance(text: string): string {
  return text.replace(/\d{10}-[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, 'ID').replace(/\bh-[\da-z]{8,32}\b/g, 'h-ID').replace(/\d{4}-\d\d-\d\d[T ]\d\d(:|&#58;)\d\d(:\d\d\.\d{3})?( UTC|Z)/g, 'TIME');
}

test.each<[title: string, example: string, deployed: readonly string[]]>([
  ['the quick start, for the first time', 'quickstart/app', []],
  ['the quick start that is deployed', 'quickstart/app', ['quickstart/app']],
  ['another app with the group of the quick start', 'quickstart/adopting', ['quickstart/app']],
  ['an app that refuses that group', 'quickstart/refusing', ['quickstart/app']],
  ['the quick start with another construct', 'quickstart/renamed', ['quickstart/app']],
  ['the account that accepts by a role', 'organization/app', []],
  ['the account whose acceptance is waited for', 'organization/waiting', []],
])('the plan of %s', async (_title, example, deployed) => {
  const plan = await planOf(example, deployed);
  expect(withoutChance(planText(plan, { width: 100, hasColour: false }))).toMatchSnapshot('text');
  expect(withoutChance(planMarkdown(plan, { showsValues: false }))).toMatchSnapshot('Markdown');
  expect(withoutChance(planJson(plan))).toMatchSnapshot('JSON');
});
