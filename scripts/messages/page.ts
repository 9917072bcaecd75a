import type { Provoked } from './provoked';

/** What a reader made of a message, who saw nothing else. */
export interface Reading {
  /** What the reader took for the cause. */
  readonly cause: string;
  /** What the reader would do. */
  readonly nextStep: string;
  /** Whether that is the cause, judged by somebody who saw the key. */
  readonly isCauseRight: boolean;
  readonly isNextStepRight: boolean;
}

/** By the numbers of the messages, as the readers were given them. */
export type Readings = Readonly<Record<string, Reading>>;

/** The messages alone, in another order, with the number that each has on the page. */
export function messagesAlone(provoked: readonly Provoked[]): string {
  const numbered = provoked.map(({ message }, index) => ({ number: index + 1, message }));
  const shuffled = numbered.toSorted((one, other) => rank(one.number, numbered.length) - rank(other.number, numbered.length));
  return shuffled.map(({ number, message }) => `${number}. ${message}\n`).join('\n');
}

/** A permutation that is the same at each run: neighbours on the page are far from each other here. */
function rank(number: number, count: number): number {
  return number * 37 % (count + 1);
}

/** Every cause beside its message, and what a reader made of the message. */
export function messagesPage(provoked: readonly Provoked[], readings: Readings): string {
  const read = provoked.flatMap((_, index) => readings[index + 1] ?? []);
  const longest = Math.max(...provoked.map(({ message }) => Buffer.byteLength(message)));
  return [
    '# What failures say',
    '<!-- Written by `npm run messages`. -->',
    `${provoked.length} causes for which a deployment fails, each with the message that a function answered with when a test provoked it. The longest has `
    + `${longest} bytes of the 4,096 that CloudFormation takes.`,
    scoreOf(read, provoked.length),
    ...provoked.map((each, index) => entry(each, index + 1, readings[index + 1])),
  ].join('\n\n') + '\n';
}

function scoreOf(read: readonly Reading[], count: number): string {
  if (read.length === 0) return 'Nobody has read these messages alone yet.';
  const causes = read.filter(({ isCauseRight }) => isCauseRight).length;
  const steps = read.filter(({ isNextStepRight }) => isNextStepRight).length;
  return `A reader who saw nothing but the messages, in another order, named the cause of ${causes} of ${read.length}, and the right next step of ${steps}`
    + `${read.length === count ? '' : `; ${count - read.length} came later`}. What was misread at first was changed and read anew by somebody else `
    + '([decision 38](decisions/0038-messages-are-read-alone.md)); what was answered is in `test/messages/readings.json`.';
}

function entry({ cause, message }: Provoked, number: number, reading?: Reading): string {
  const wrong = reading && !(reading.isCauseRight && reading.isNextStepRight);
  return [
    `**${number}. ${cause.charAt(0).toUpperCase()}${cause.slice(1)}.**`,
    '```text', message, '```',
    ...(wrong ? [`Read as: ${reading.cause} ${reading.nextStep}`] : []),
  ].join('\n');
}
