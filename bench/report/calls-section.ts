import type { CallsResult } from '../measures/calls';
import { number, table } from './format';

export function callsSection(result: CallsResult): string {
  return `Counted where the sandbox answers them, everything that the function calls: also CloudFormation, which is asked who else in the
stack holds an entity. The least is what a program could do with that knows nothing of ownership; what is beyond it buys that
nothing is overwritten or deleted that isn't the stack's own.

${table(['', 'step', 'calls', 'least', 'calls ÷ least', 'writes, refused ones too', 'the calls'], result.map(({ resource, step, calls, least, writes }) => [
  resource, step, number(calls.length), number(least), number(calls.length / least), number(writes), sequence(calls),
]))}

Why that is the least:

${reasons(result)}`;
}

/** Without the services; what follows itself is counted. */
function sequence(calls: readonly string[]): string {
  const names = calls.map((call) => call.split(':')[1] ?? call);
  const runs = names.reduce<{ name: string; count: number }[]>((before, name) => {
    const last = before.at(-1);
    return last?.name === name ? [...before.slice(0, -1), { name, count: last.count + 1 }] : [...before, { name, count: 1 }];
  }, []);
  return runs.map(({ name, count }) => (count > 1 ? `${name} ×${count}` : name)).join(', ');
}

function reasons(result: CallsResult): string {
  const stepsByReason = new Map<string, string[]>();
  for (const { why, resource, step } of result) stepsByReason.set(why, [...stepsByReason.get(why) ?? [], `${resource}: ${step}`]);
  return [...stepsByReason].map(([why, steps]) => `- ${steps.join('; ')}: ${why}`).join('\n');
}
