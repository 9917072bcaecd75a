import type { Scan } from '../../../cli/scan/scan';
import { attributesOfUser } from '../../../lambda/identity-store/user-attributes';
import { USER_RESOURCE_TYPE } from '../../../lib/contract/identity-store';
import type { Plan } from '../../../rehearsal/plan';
import type { Entity, Snapshot } from '../../../sandbox/seed/snapshot';
import { InProcess } from '../../support/in-process';
import { driftOf, snapshotOf } from '../../support/planned';
import { deployWritten, planOfWritten, recordAfter, scanOf } from '../../support/scanned';
import { runWrittenApp, WrittenStack } from '../../support/written-app';

/** How often the loop was gone, and with how many entities of each manner. */
export type Tally = Record<string, number>;

/** Goes the loop once: scan, plan, deployment, drift, scan. What isn't as it has to be is told in words. */
export async function goTheLoop(world: Snapshot, own: 'memberships' | undefined, tally: Tally): Promise<string[]> {
  const sandbox = new InProcess({ seed: { snapshot: world }, switches: { organizations: { throttling: false } } });
  const wanted = own ? { own } : {};
  const before = await snapshotOf(sandbox);
  const first = scanOf(before, wanted);
  const { directory, accounts } = first;
  const entities = [...directory?.groups ?? [], ...directory?.users ?? []];
  const declared = (accounts?.accounts.length ?? 0) + entities.filter(({ manner }) => manner === 'DECLARED').length + (directory?.memberships.length ?? 0);
  for (const { manner } of entities) tally[manner] = (tally[manner] ?? 0) + 1;
  tally.MEMBERSHIPS = (tally.MEMBERSHIPS ?? 0) + (directory?.memberships.length ?? 0);
  for (const { reason } of [...directory?.leftOut ?? [], ...accounts?.leftOut ?? []]) tally[reason] = (tally[reason] ?? 0) + 1;

  if (first.stacks.length === 0) return [];
  const stacks = runWrittenApp(first.files.kept);
  const wrong = undeclaredIn(stacks, first, before);
  const plan = await planOfWritten(sandbox, stacks);
  wrong.push(...notOnlyIn(plan, ['adopts', 'keeps']));
  const adopted = new Set(plan.stacks.flatMap(({ resources }) => resources.filter(({ verb }) => verb === 'adopts').map(({ entity: { kind, name } }) => `${kind} ${name}`)));
  if (adopted.size !== declared) wrong.push(`${declared} were to be adopted, and ${[...adopted].join()} are`);

  wrong.push(...await deployWritten(sandbox, stacks));
  const after = await snapshotOf(sandbox);
  if (contentOf(after) !== contentOf(before)) wrong.push(`the deployment has changed something: ${contentOf(before)} is ${contentOf(after)}`);
  wrong.push(...notOnlyIn(await driftOf(sandbox), ['keeps']).map((line) => `drift: ${line}`));

  const second = scanOf(after, wanted, recordAfter(first));
  if (JSON.stringify(second.files.kept) !== JSON.stringify(first.files.kept)) wrong.push('the second scan writes something else');
  return wrong;
}

/** Users of whom not every attribute is declared, although nothing was left out of them. */
function undeclaredIn(stacks: readonly WrittenStack[], { directory }: Scan, { identityStores: [store] }: Snapshot): string[] {
  const resources = stacks.flatMap(({ template }) => Object.values((JSON.parse(template) as Template).Resources));
  const declared = new Map(resources.filter(({ Type }) => Type === USER_RESOURCE_TYPE).map(({ Properties }) => [Properties.UserName, Properties]));
  const whole = (directory?.users ?? []).filter(({ manner, leftOut }) => manner === 'DECLARED' && leftOut.length === 0);
  return whole.flatMap(({ id, name }) => {
    const live = attributesOfUser(store?.users.find(({ UserId }) => UserId === id) as Entity);
    const missing = [...live.keys()].filter((attribute) => !attributesOfUser(declared.get(name) ?? {}).has(attribute));
    return missing.map((attribute) => `${attribute} of ${name} is not declared`);
  });
}

interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties: Readonly<Record<string, unknown>> }>>;
}

/** Resources with other verbs, or with changes, and stacks without a plan. */
function notOnlyIn({ stacks }: Plan, verbs: readonly string[]): string[] {
  return stacks.flatMap(({ stackName, noPlan, resources }) => [
    ...noPlan === undefined ? [] : [`${stackName}: ${noPlan}`],
    ...resources.filter(({ verb, changes }) => !verbs.includes(verb) || changes.length > 0)
      .map(({ path, verb, reason, changes }) => `${path} ${verb} ${reason?.message ?? ''} ${JSON.stringify(changes)}`),
  ]);
}

function contentOf({ identityStores, organization }: Snapshot): string {
  return JSON.stringify([identityStores, organization?.accounts]);
}
