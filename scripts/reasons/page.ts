import { Treatment, TREATMENTS } from '../../lambda/errors/treatment';
import { CATALOGUE, CatalogueEntry } from '../../lambda/reasons/catalogue';

const INTRODUCTION = `# Why a deployment failed

Every failure of a guarded resource begins with one of these codes. What stands in braces is filled in.

<!-- Written by \`npm run docs\` from lambda/errors and lambda/reasons. -->

## What becomes of an answer of AWS

The first row that applies counts. \`npx cdk-org-guard explain\` takes the names of exceptions and reasons, too.

| service | exception | reason, type or action | what happens |
|---|---|---|---|
`;

/** The page about the reasons of the catalogue, in Markdown. */
export function reasonsPage(): string {
  const sections = Object.entries(CATALOGUE)
    .sort(([one], [other]) => one < other ? -1 : 1)
    .map(([code, entry]) => section(code, entry));
  return `${INTRODUCTION}${TREATMENTS.map(row).join('')}\n${sections.join('\n')}`;
}

function row({ service, exception, detail, treatment }: Treatment): string {
  const linked = treatment.replace(/[A-Z_]{6,}/g, (code) => (code in CATALOGUE ? `[${code}](#${code.toLowerCase()})` : code));
  return `| ${service} | \`${exception}\` | ${detail === '' ? '' : `\`${detail}\``} | ${linked} |\n`;
}

function section(code: string, { happened, remedy, cause }: CatalogueEntry): string {
  return `## ${code}\n\n> ${happened}.\n\n**Why.** ${cause}\n\n**What to do.** ${remedy}.\n`;
}
