import { Sandbox } from '../../sandbox/sandbox';
import { SystemTime } from '../../sandbox/time/system-time';
import { differencesOf } from './conformance';
import { KNOWN_DIFFERENCES } from './known-differences';
import type { RecordedAnswer } from './recorder';
import type { ServiceModels } from './service-models';
import type { Steps } from './steps';
import { TARGET_PREFIXES } from './wire';

/** Checks every answer, with a step for each operation that the sandbox has. One whose answers nobody has seen fails. */
export async function checkAnswers(models: ServiceModels, answers: readonly RecordedAnswer[], steps: Steps): Promise<void> {
  const known: string[] = [];
  for (const [service, targetPrefix] of Object.entries(TARGET_PREFIXES)) {
    const model = models.of(service);
    for (const operation of emulatedOperations(targetPrefix)) {
      const seen = answers.filter((answer) => answer.targetPrefix === targetPrefix && answer.operation === operation);
      const differences = [...new Set(seen.flatMap((answer) => differencesOf(model, answer)))].map((difference) => `${service} ${operation}: ${difference}`);
      const unknown = differences.filter((difference) => !isKnown(difference));
      known.push(...differences.filter(isKnown));
      await steps.take(`${service} ${operation}, ${seen.length} answers`, async () => {
        if (seen.length === 0) throw new Error('no answer was seen');
        if (unknown.length > 0) throw new Error(unknown.join('\n'));
      });
    }
  }
  await steps.take(`differences that are known: ${known.length}`, async () => {
    const gone = KNOWN_DIFFERENCES.filter((pattern) => !known.some((difference) => pattern.test(difference)));
    if (gone.length > 0) throw new Error(`known-differences.ts has what isn't met any more: ${gone.join(', ')}`);
  });
  for (const difference of known) console.log(`known   ${difference}`);
}

function isKnown(difference: string): boolean {
  return KNOWN_DIFFERENCES.some((pattern) => pattern.test(difference));
}

function emulatedOperations(targetPrefix: string): string[] {
  const nothing = async (): Promise<undefined> => undefined;
  const runner = { deploy: nothing, run: async () => ({ ok: true as const, value: null }), remove: nothing, close: nothing };
  return new Sandbox({ time: new SystemTime(), random: Math.random, runner: () => runner }).operationsOf(targetPrefix);
}
