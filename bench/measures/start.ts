import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { inFreshProcess } from '../fresh-process';
import { interleaved, Measure } from '../measure';
import { FUNCTION_NAMES, FunctionName } from '../subjects/function-names';
import { StartSubject, startSubjects, timer } from '../subjects/start-bundles';

/** What was loaded. */
export interface LoadedSubject {
  readonly name: string;
  readonly description: string;
  readonly bytes: number;
  readonly gzipBytes: number;
  /** How long loading took in each of the fresh processes, in the order of the rounds. */
  readonly milliseconds: readonly number[];
}

export type StartResult = Readonly<Record<FunctionName, readonly LoadedSubject[]>>;

const ROUNDS = { full: 60, quick: 9 };

/** What the targets compare. */
const SUBJECTS_OF_TARGETS = ['function', 'clients'];

/** How big each function is, and how long it takes to load in a fresh process. */
export const measureStart: Measure<StartResult> = async ({ scale, mostRounds, progress }) => {
  const program = await timer();
  const load = async (name: FunctionName): Promise<readonly LoadedSubject[]> => {
    const subjects = (await startSubjects(name)).filter((subject) => scale === 'full' || SUBJECTS_OF_TARGETS.includes(subject.name));
    const samples = new Map(subjects.map((subject) => [subject.name, [] as number[]]));
    const once = async ({ files }: StartSubject): Promise<number> => Number(await inFreshProcess([program, ...files]));
    // The first load of a file reads it from the disk.
    for (const subject of subjects) await once(subject);
    await interleaved(subjects.map((subject) => subject.name), Math.min(ROUNDS[scale], mostRounds), async (subjectName) => {
      const subject = subjects.find((candidate) => candidate.name === subjectName) as StartSubject;
      samples.get(subjectName)?.push(await once(subject));
    }, progress, name);
    return subjects.map((subject) => ({ ...sizeOf(subject), milliseconds: samples.get(subject.name) ?? [] }));
  };
  const results: [FunctionName, readonly LoadedSubject[]][] = [];
  for (const name of FUNCTION_NAMES) results.push([name, await load(name)]);
  return Object.fromEntries(results) as StartResult;
};

/** Of the bundle alone: what isn't bundled has no size of its own. */
function sizeOf({ name, description, files: [file] }: StartSubject): Omit<LoadedSubject, 'milliseconds'> {
  const content = readFileSync(file as string);
  return { name, description, bytes: content.length, gzipBytes: gzipSync(content, { level: 9 }).length };
}
