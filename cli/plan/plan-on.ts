import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { AssemblyStack } from '../../rehearsal/assembly/assembly';
import type { Plan } from '../../rehearsal/plan';
import { rehearse, StackToDeploy } from '../../rehearsal/rehearse';
import type { Snapshot } from '../../sandbox/seed/snapshot';
import { knownCode } from './known-code';
import type { PlanRequest } from './request';

/** The code of the functions is beside the command. */
const ASSETS = path.join(__dirname, '..');

/** Rehearses a deployment, or looks for drift, with the functions of this package. */
export function planOn(
  snapshot: Snapshot, stacks: readonly StackToDeploy[], assembly: readonly AssemblyStack[], { version, drift = false }: PlanRequest,
): Promise<Plan> {
  const files = new Map(assembly.flatMap(({ contentsFiles }) => [...contentsFiles]).map(([key, file]) => [key, () => readFileSync(file)]));
  return rehearse({ isDrift: drift, snapshot, stacks, code: knownCode(ASSETS, assembly), files, version, now: new Date(), newRandom: () => Math.random });
}
