import { version } from '../../../package.json';
import { SystemTime } from '../../../sandbox/time/system-time';
import { Access, settingsFor } from '../../snapshot/clients-for';
import { Pace } from '../../snapshot/pace';
import { tellLine, untell } from '../../snapshot/progress';
import { regionIfNamed } from '../../snapshot/region-of';
import { endingBySignals, writeEnd } from '../ending';
import { partitionOf } from '../operations';
import { newRunId } from '../run-id';
import { cleanedLines } from '../told';
import { cleanStacks } from './clean-stacks';
import { StackClients, stackClients } from './clients';
import { HURRIED_STACK_OPERATIONS, STACK_OPERATIONS, stackPolicy } from './operations';
import { probeStack } from './probe-stack';

/** What a probe of a stack is told. */
export interface StackProbeOptions extends Access {
  readonly throttling?: boolean;
  readonly clean?: boolean;
}

/** The permissions that it needs. */
export async function policyForStacks({ clean = false, ...access }: StackProbeOptions): Promise<object> {
  return stackPolicy({ partition: partitionOf(await regionIfNamed(settingsFor(access)) ?? ''), clean });
}

/** Probes with a stack, and writes what was found. */
export async function probeStackInto(out: string, options: StackProbeOptions): Promise<void> {
  const { throttling = false } = options;
  const time = new SystemTime(true);
  const clients = await clientsFor(options, time);
  const ending = endingBySignals('Deletes what it has made, which takes some minutes, and ends.');
  const runId = newRunId();
  const again = `--stack --region ${clients.region}`;
  console.error(`Probes CloudFormation in ${clients.region} as run ${runId}, which takes some minutes. If it is killed: npx cdk-org-guard probe ${again} --clean`);
  const ended = await probeStack({ throttling }, clients, { time, runId, version, signal: ending.signal, tell: (step) => tellLine(`Looks at ${step}`) });
  writeEnd(ended, ending, out, again);
}

/** Deletes what probes have left. */
export async function cleanStacksOf(options: StackProbeOptions): Promise<void> {
  const time = new SystemTime(true);
  const clients = await clientsFor(options, time);
  const cleaned = await cleanStacks(clients, time, (name) => tellLine(`Deletes the stack ${name}`));
  untell();
  console.log(cleanedLines(cleaned, clients.region).join('\n'));
  if (cleaned.left.length > 0) process.exitCode = 1;
}

function clientsFor({ throttling, ...access }: StackProbeOptions, time: SystemTime): Promise<StackClients> {
  return stackClients(new Pace(time, throttling ? HURRIED_STACK_OPERATIONS : STACK_OPERATIONS, 'a probe'), settingsFor(access));
}
