import { homedir } from 'node:os';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { AssemblyStack, AssemblyTemplate } from '../../rehearsal/assembly/assembly';
import { readAssembly } from '../../rehearsal/assembly/read-assembly';
import { selectStacks } from '../../rehearsal/assembly/select-stacks';
import type { Plan } from '../../rehearsal/plan';
import type { StackToDeploy } from '../../rehearsal/rehearse';
import type { ReadingClients } from '../snapshot/clients';
import { clientsFor } from '../snapshot/clients-for';
import { snapshotIn } from '../snapshot/snapshot-file';
import { planDrift } from './drift';
import { whyOutdated } from './outdated';
import { planOn } from './plan-on';
import { deployedSnapshot, snapshotFor } from './reading';
import type { GivenParameters, Planned, PlanRequest } from './request';
import { synthesize, whyNoApp } from './synthesize';

/** Where stacks are that don't say it themselves. */
interface Place {
  readonly account: string;
  readonly region: string;
}

/**
 * Synthesises the app, reads what is there and rehearses the deployment.
 *
 * @throws what AWS says, if something can't be read for another reason than a missing permission
 */
export async function makePlan(request: PlanRequest): Promise<Planned> {
  const from = request.from === undefined ? undefined : snapshotIn(request.from, 'plan plans on it');
  if (from?.refused !== undefined) return from;
  const surroundings = { project: process.cwd(), home: homedir(), environment: process.env, output: process.stderr.fd };
  const noApp = request.drift ? undefined : whyNoApp(request.app, surroundings);
  if (noApp !== undefined) return { refused: noApp };
  const outdated = from && await whyOutdated(from.snapshot, request);
  if (outdated !== undefined) return { refused: outdated };
  const clients = from ? undefined : await clientsFor(request);
  const place = from ? { account: from.snapshot.reading.caller.account, region: from.snapshot.reading.region } : await placeOf(clients as ReadingClients);
  if (request.drift) return planDrift(from?.snapshot ?? await deployedSnapshot(clients as ReadingClients, request), request);
  const synthesis = await synthesize(request.app, { ...surroundings, ...place });
  if (synthesis.refused !== undefined) return synthesis;
  try {
    const { assembly, refused } = readAssembly(synthesis.directory);
    if (refused !== undefined) return { refused };
    const selection = selectStacks(assembly, request.patterns, { exclusively: request.exclusively ?? false });
    if (selection.refused !== undefined) return selection;
    const stacks = selection.stacks.map((stack) => toDeploy(stack, place, request.parameters ?? []));
    const snapshot = from?.snapshot ?? await snapshotFor(stacks, clients as ReadingClients, request);
    return { plan: withRemark(await planOn(snapshot, stacks, selection.stacks, request), leftOut(selection.leftOut)) };
  } finally {
    synthesis.remove();
  }
}

/** What nobody has named isn't planned, and isn't taken for unchanged either. */
function leftOut(stacks: readonly AssemblyStack[]): string | undefined {
  if (stacks.length === 0) return undefined;
  const names = stacks.map(({ hierarchicalId }) => hierarchicalId).join(', ');
  return `Not planned, since stacks in stages have to be named, as for cdk deploy: ${names}. The pattern "**" names all.`;
}

function withRemark(plan: Plan, remark: string | undefined): Plan {
  return remark === undefined ? plan : { ...plan, remarks: [remark, ...plan.remarks] };
}

async function placeOf({ sts, region }: ReadingClients): Promise<Place> {
  const { Account: account = '' } = await sts.send(new GetCallerIdentityCommand({}));
  return { account, region };
}

function toDeploy(stack: AssemblyStack, place: Place, given: GivenParameters): StackToDeploy {
  const { stackName, account = place.account, region = place.region, template, constructPaths } = stack;
  const named = given.filter((parameter) => parameter.stack === undefined || parameter.stack === stackName);
  return {
    stackName, account, region, template, constructPaths,
    nestedTemplates: new Map(nestedIn(stack)),
    parameters: { ...stack.parameters, ...Object.fromEntries(named.map(({ name, value }) => [name, value])) },
  };
}

function nestedIn({ nestedTemplates }: AssemblyTemplate): [string, string][] {
  return [...nestedTemplates.values()].flatMap((nested) => [[nested.objectKey.split('/').at(-1) ?? '', nested.template] as [string, string], ...nestedIn(nested)]);
}
