import { PROPERTIES, treatmentsOf } from '../../sandbox/cloudformation/properties/table';
import type { PropertyTreatments, Treatment } from '../../sandbox/cloudformation/properties/treatment';
import { LIMITS } from './limits';

const INTRODUCTION = `# Resource types of the sandbox, and limits

<!-- Written by \`npm run docs\` from sandbox/cloudformation/properties and scripts/sandbox-types. -->

What becomes of each property ([decision 43](decisions/0043-what-becomes-of-a-property.md)): **emulated** has the effect that it has in AWS, **recorded** has none, with what is different beside
it, **refused** fails by name. Any other property fails as in CloudFormation. The events of a resource tell of what is recorded, where that could make a difference.
`;

/** The page about resource types and limits, in Markdown. */
export function sandboxTypesPage(): string {
  const types = Object.keys(PROPERTIES).sort().map((type) => section(type, treatmentsOf(type)));
  return `${INTRODUCTION}${types.join('')}\n## Limits\n\n| at most | of | test in \`limits\` |\n|---|---|---|\n${LIMITS.map(({ of, most, test }) =>
    `| ${most.toLocaleString('en-US')} | ${of} | ${test} |\n`).join('')}`;
}

function section(type: string, treatments: PropertyTreatments | undefined): string {
  const rows = treatments ? rowsOf(treatments) : ['| any | emulated: the function gets it | |\n'];
  return `\n## ${type}\n\n${rows.length === 0 ? 'It has no properties.\n' : `| property | | what is different |\n|---|---|---|\n${rows.join('')}`}`;
}

function rowsOf(treatments: PropertyTreatments, within = ''): string[] {
  return Object.entries(treatments).flatMap(([name, treatment]) => [
    `| \`${within}${name}\` | ${treatment.kind.toLowerCase()} | ${remarkOf(treatment)} |\n`,
    ...(treatment.kind === 'EMULATED' && treatment.members ? rowsOf(treatment.members, `${within}${name}.`) : []),
  ]);
}

function remarkOf(treatment: Treatment): string {
  return treatment.kind === 'RECORDED' ? treatment.remark : '';
}
