import { inFreshProcess } from '../fresh-process';
import { interleaved, Measure } from '../measure';
import { buildSynthesisApp } from '../subjects/synthesis-build';
import type { Kind, Synthesized } from '../subjects/synthesis-app';

/** Stacks of one kind with so many groups and memberships. */
export interface SynthesizedStacks {
  readonly kind: Kind;
  /** Groups and memberships, half of each. */
  readonly declared: number;
  /** What is in the template, also what serves the others. */
  readonly resources: number;
  readonly templateBytes: number;
  /** In the order of the rounds. */
  readonly milliseconds: readonly number[];
}

export type SynthesisResult = readonly SynthesizedStacks[];

const SIZES = { full: [10, 100, 400], quick: [400] };
const ROUNDS = { full: 15, quick: 3 };
const KINDS: readonly Kind[] = ['guarded', 'native'];

/** What it takes to synthesise stacks with guarded and with native resources, each time in a fresh process. */
export const measureSynthesis: Measure<SynthesisResult> = async ({ scale, mostRounds, progress }) => {
  const program = await buildSynthesisApp();
  const synthesize = async (kind: Kind, declared: number): Promise<Synthesized> =>
    JSON.parse(await inFreshProcess([program, kind, String(declared)])) as Synthesized;
  const results: SynthesizedStacks[] = [];
  for (const declared of SIZES[scale]) {
    const samples: Record<Kind, Synthesized[]> = { guarded: [], native: [] };
    // The first one reads the CDK from the disk.
    for (const kind of KINDS) await synthesize(kind, declared);
    const once = async (kind: Kind): Promise<void> => { samples[kind].push(await synthesize(kind, declared)); };
    await interleaved(KINDS, Math.min(ROUNDS[scale], mostRounds), once, progress, `${declared} resources`);
    for (const kind of KINDS) {
      const [{ resources, templateBytes }] = samples[kind] as [Synthesized];
      results.push({ kind, declared, resources, templateBytes, milliseconds: samples[kind].map(({ milliseconds }) => milliseconds) });
    }
  }
  return results;
};
