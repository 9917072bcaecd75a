import { synthesisPairs, synthesisRatio } from '../figures';
import type { SynthesisResult } from '../measures/synthesis';
import { summaryOf } from '../statistics';
import { kilobytes, number, spread, table } from './format';

export function synthesisSection(result: SynthesisResult): string {
  const rounds = Math.min(...result.map(({ milliseconds }) => milliseconds.length));
  return `Half of the resources are groups, half are memberships of a user that is there already; the native ones are \`CfnGroup\` and
\`CfnGroupMembership\` of \`aws-cdk-lib\`. Each sample is a fresh process, interleaved, in ${rounds} rounds; the time is from
\`new App()\` to the written assembly. It includes what only the guarded ones need once: the modules of the CDK for a function, which it
loads when they are first used, and hashing and copying the code.

${table(
  ['groups and memberships', 'time ÷ native', 'template ÷ native', 'resources', 'native', 'template, kB', 'native, kB', 'note: milliseconds', 'native'],
  synthesisPairs(result).map(({ guarded, native }) => [
    number(guarded.declared), spread(synthesisRatio({ guarded, native })), number(guarded.templateBytes / native.templateBytes), number(guarded.resources),
    number(native.resources), kilobytes(guarded.templateBytes), kilobytes(native.templateBytes),
    spread(summaryOf(guarded.milliseconds)), spread(summaryOf(native.milliseconds)),
  ]),
)}

A template may have 500 resources and 1,000 kB.`;
}
