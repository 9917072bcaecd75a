import { readFileSync } from 'node:fs';
import * as path from 'node:path';

const TESTS = path.join(__dirname, '..', 'lambda');

/** The regression tests of what the simulation found, by the function that was wrong. */
const FILES = ['identity-store', 'organizations'].map((name) => path.join(TESTS, name, 'found-by-simulation.test.ts'));

/** What a run found, as its regression test says it. */
export interface Finding {
  readonly seed: string;
  readonly what: string;
}

/** What the simulation found that was the library's fault: the titles of the tests that name a seed. */
export function findings(): Finding[] {
  return FILES.flatMap((file) => readFileSync(file, 'utf8').split('\n')).flatMap((line): Finding[] => {
    const [, title = ''] = /^(?:test|describe)\b.*?\('(.*)', (?:async )?\(/.exec(line) ?? [];
    const [mark, seed] = /,? ?\(seed (-?\d+)\)/.exec(title) ?? [];
    return mark === undefined || seed === undefined ? [] : [{ seed, what: title.replace(mark, '').replaceAll('\\', '') }];
  });
}
