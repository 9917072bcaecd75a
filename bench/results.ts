import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Circumstances } from './machine';
import type { Scale } from './measure';
import type { CallsResult } from './measures/calls';
import type { CampaignResult } from './measures/campaign';
import type { ContentsResult } from './measures/contents';
import type { DeploymentResult } from './measures/deployment';
import type { LargeStackResult } from './measures/large-stack';
import type { LimitResult } from './measures/limit';
import type { ManyMembershipsResult } from './measures/many-memberships';
import type { MemoryResult } from './measures/memory';
import type { PlanResult } from './measures/plan';
import type { StartResult } from './measures/start';
import type { SynthesisResult } from './measures/synthesis';
import { RESULTS } from './paths';

/** What each part measures. */
export interface ResultOf {
  readonly start: StartResult;
  readonly deployment: DeploymentResult;
  readonly calls: CallsResult;
  readonly limit: LimitResult;
  readonly 'large-stack': LargeStackResult;
  readonly contents: ContentsResult;
  readonly campaign: CampaignResult;
  readonly 'many-memberships': ManyMembershipsResult;
  readonly memory: MemoryResult;
  readonly plan: PlanResult;
  readonly synthesis: SynthesisResult;
}

export type PartName = keyof ResultOf;

export interface Part<Name extends PartName> {
  readonly circumstances: Circumstances;
  readonly scale: Scale;
  /** How long the measuring took. */
  readonly seconds: number;
  readonly result: ResultOf[Name];
}

/** Everything that was measured last. A part may be from another run than the others, so each has its own circumstances. */
export type Results = { readonly [Name in PartName]?: Part<Name> };

export function readResults(): Results {
  return existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')) as Results : {};
}

/** A list of samples is one line. */
export function writeResults(results: Results): void {
  const text = JSON.stringify(results, (_, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(6)) : value), 2);
  const compact = text.replace(/\[\s+(-?[\d.]+(?:,\s+-?[\d.]+)*)\s+\]/g, (_, numbers: string) => `[${numbers.replace(/\s+/g, ' ')}]`);
  writeFileSync(RESULTS, `${compact}\n`);
}
