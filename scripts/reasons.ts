/** Writes docs/reasons.md from the catalogue. */
import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { CATALOGUE, CatalogueEntry } from '../lambda/guard/catalogue';

const TARGET = path.join(__dirname, '..', 'docs', 'reasons.md');

const INTRODUCTION = `# Why a deployment failed

Every failure of a guarded resource begins with one of these codes. What stands in braces is filled in.

<!-- Written by \`npm run docs\` from lambda/guard/catalogue.ts. -->
`;

function section(code: string, { happened, remedy, cause }: CatalogueEntry): string {
  return `## ${code}\n\n> ${happened}.\n\n**Why.** ${cause}\n\n**What to do.** ${remedy}.\n`;
}

const sections = Object.entries(CATALOGUE)
  .sort(([one], [other]) => one < other ? -1 : 1)
  .map(([code, entry]) => section(code, entry));
writeFileSync(TARGET, [INTRODUCTION, ...sections].join('\n'));
