import { loaded, loadingRatio } from '../figures';
import { summaryOf } from '../statistics';
import type { LoadedSubject, StartResult } from '../measures/start';
import { FUNCTION_NAMES, FunctionName } from '../subjects/function-names';
import { kilobytes, spread, table } from './format';

const TITLES: Readonly<Record<FunctionName, string>> = { 'identity-store': 'The Identity Store function', organizations: 'The Organizations function' };

export function startSection(result: StartResult): string {
  const rounds = loaded(result, 'identity-store', 'function').milliseconds.length;
  return `A function that isn't warm loads its code before it does anything. Each sample is a fresh Node process that loads one file and
prints how long that took. In each of ${rounds} rounds every subject has its turn. The ratio is that of a round: **below 1 the function
of this library loads faster.** What is compared with has no logic at all, only what it needs to call AWS.

${FUNCTION_NAMES.map((name) => `### ${TITLES[name]}\n\n${functionTable(result, name)}`).join('\n\n')}

A hand-signed request is what nothing with the SDK can reach. The function has to carry the SDK's parser of answers, its errors and
its signing; what it adds to that is its distance from the last bundle of clients alone.`;
}

function functionTable(result: StartResult, name: FunctionName): string {
  const row = (subject: LoadedSubject): string[] => [
    subject.description, isPackage(subject) ? '–' : kilobytes(subject.bytes), isPackage(subject) ? '–' : kilobytes(subject.gzipBytes),
    subject.name === 'function' ? '1' : spread(loadingRatio(result, name, subject.name)), spread(summaryOf(subject.milliseconds)),
  ];
  return table(['what is loaded', 'kB', 'kB, gzip', 'time of the function ÷ its time', 'note: milliseconds'], result[name].map(row));
}

/** Of which only the first of many files would be counted. */
function isPackage({ name }: LoadedSubject): boolean {
  return name.endsWith('-with-client');
}
