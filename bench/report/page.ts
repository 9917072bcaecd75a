import type { Circumstances } from '../machine';
import type { Part, PartName, Results } from '../results';
import { boundText, Verdict, verdictsOn } from '../verdict';
import { callsSection } from './calls-section';
import { campaignSection } from './campaign-section';
import { contentsSection } from './contents-section';
import { deploymentSection } from './deployment-section';
import { number, table } from './format';
import { largeStackSection } from './large-stack-section';
import { limitSection } from './limit-section';
import { manyMembershipsSection } from './many-memberships-section';
import { memorySection } from './memory-section';
import { planSection } from './plan-section';
import { startSection } from './start-section';
import { synthesisSection } from './synthesis-section';

interface Section<Name extends PartName> {
  readonly part: Name;
  readonly title: string;
  readonly text: (result: Part<Name>['result']) => string;
}

function section<Name extends PartName>(part: Name, title: string, text: Section<Name>['text']): Section<PartName> {
  return { part, title, text: text as Section<PartName>['text'] };
}

const SECTIONS = [
  section('start', 'How fast a function starts', startSection),
  section('deployment', 'What a deployment costs', deploymentSection),
  section('calls', 'Calls to AWS in the life of a resource', callsSection),
  section('limit', 'At the limit of the service', limitSection),
  section('large-stack', 'A large stack under CloudFormation\'s limits', largeStackSection),
  section('contents', 'Contents from a file at their pace', contentsSection),
  section('campaign', 'What a campaign of invitations costs', campaignSection),
  section('many-memberships', 'Five thousand memberships in each way', manyMembershipsSection),
  section('memory', 'What the sandbox takes', memorySection),
  section('plan', 'What a plan takes', planSection),
  section('synthesis', 'Synthesis', synthesisSection),
];

/** The page, of which every number comes from the results. */
export function page(results: Results): string {
  const present = SECTIONS.filter(({ part }) => results[part]);
  const verdicts = verdictsOn(results, 'full');
  return `# Measured

<!-- Written by \`npm run bench\` from bench/results.json. -->

How light this library is, beside what else could be used, and beside what the service allows. Every figure is a ratio or a count: both
sides were measured in the same run, in turns. In tables stand medians, with the middle half of the samples in brackets; absolute times
are notes. \`bench/results.json\` has every sample, \`npm run bench\` measures again, and \`npm run bench -- --quick\` checks
the same in less than a minute.

## What it has to reach

${verdictTable(verdicts)}

${conclusion(verdicts)}

${present.map(({ part, title, text }) => `## ${title}\n\n${text((results[part] as Part<PartName>).result)}`).join('\n\n')}

## Where it was measured

${present.map(({ part, title }) => `- ${title}: ${whereText(results[part] as Part<PartName>)}`).join('\n')}

${packages(present.map(({ part }) => (results[part] as Part<PartName>).circumstances))}
`;
}

function verdictTable(verdicts: readonly Verdict[]): string {
  return table(['', 'target', 'measured', ''], verdicts.map(({ what, bound, figure, unit, met }) => [
    what, `${boundText(bound)} ${unit}`.trim(), `${number(figure)} ${unit}`.trim(), met ? 'met' : '**missed**',
  ]));
}

function conclusion(verdicts: readonly Verdict[]): string {
  const missed = verdicts.filter(({ met }) => !met);
  if (missed.length === 0) return `All ${verdicts.length} targets are met.`;
  return `${verdicts.length - missed.length} of ${verdicts.length} targets are met. Missed: ${missed.map(({ what }) => what).join('; ')}.`;
}

function whereText({ circumstances, seconds, scale }: Part<PartName>): string {
  const { measuredAt, commit, modified, node, processor, cores, memoryGigabytes, platform, loadBefore } = circumstances;
  return `${measuredAt.slice(0, 16).replace('T', ' ')} UTC, commit ${commit.slice(0, 10)}${modified ? ' with changes' : ''}, Node ${node} on ${platform}, ${processor}, ${cores} cores, `
    + `${memoryGigabytes} GB, load ${number(loadBefore)} before, ${number(Math.round(seconds))} s${scale === 'quick' ? ', the quick variant' : ''}`;
}

function packages(all: readonly Circumstances[]): string {
  const versions = new Set(all.flatMap((each) => Object.entries(each.packages).map(([name, version]) => `${name} ${version}`)));
  return `With ${[...versions].join(', ')}.`;
}
