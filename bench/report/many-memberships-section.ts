import type { ManyMembershipsResult } from '../measures/many-memberships';
import type { MembershipWay } from '../subjects/many-memberships';
import { kilobytes, number, table } from './format';

const WAYS: Readonly<Record<MembershipWay, string>> = {
  contents: '`IdentityStoreContents`', guarded: '`Group.addMember`', 'aws-custom-resource': '`AwsCustomResource`', native: '`AWS::IdentityStore::GroupMembership`',
};

export function manyMembershipsSection(samples: ManyMembershipsResult): string {
  return `5,000 memberships of 500 users and 10 groups that are there, by the real \`cdk deploy --all --concurrency 4\` in real time, in a sandbox that takes 20 requests a second of
each operation. A stack takes 500 resources, so that all ways but the first need many. Time is from the first to the last event of all stacks.

${table(
  ['', 'memberships', 'of a processor', 'stacks', 'resources', 'templates, kB', 'stacks deployed', 'memberships there', 'invocations', 'requests, refused ones too', 'refused', 'megabytes of a function', 'note: seconds'],
  samples.map((sample) => [
    WAYS[sample.way], `${number(sample.memberships)}${sample.areMembers ? ', adopted' : ''}`, sample.processorShare < 1 ? number(sample.processorShare) : 'all', number(sample.stacks), number(sample.resources), kilobytes(sample.templateBytes),
    `${sample.complete} of ${sample.stacks}`, number(sample.made), number(sample.invocations), number(sample.requests), number(sample.throttled),
    sample.way === 'native' ? '–' : number(Math.round(sample.functionMegabytes)), number(Math.round(sample.seconds)),
  ]),
)}

The sandbox runs four functions at a time on this computer; in Lambda up to 1,000 compete for the 20 requests, which is measured in virtual time above. It carries out
native types by itself, without the limit: how fast CloudFormation calls the Identity Store for them isn't published. A part of a processor is what Lambda gives a function
of 256 MB: the process is stopped for the rest of each tenth of a second. Megabytes are of the whole process, with Node.js itself. What is adopted was there before, so that
one call has the whole ledger and the file in its memory. A function has 256 MB, and more for more than 100,000 rows: 466 MB for 400,000. The sandbox starts
Node.js with \`--optimize-for-size\`; without it the process held 229 MB for 100,000 memberships and 440 for 400,000.`;
}
