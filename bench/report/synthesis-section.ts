import { synthesisPairs, synthesisRatio } from '../figures';
import type { SynthesisResult } from '../measures/synthesis';
import { summaryOf } from '../statistics';
import { kilobytes, number, spread, table } from './format';

export function synthesisSection(result: SynthesisResult): string {
  return `Half of the resources are groups, half are memberships of a user that is there already; the native ones are \`CfnGroup\` and
\`CfnGroupMembership\` of \`aws-cdk-lib\`. Each sample is a fresh process, interleaved; the time is from \`new App()\` to the written assembly,
so that loading the CDK isn't part of it. It includes hashing and copying the code of the function, which native resources don't have.

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
