import { CATALOGUE, CatalogueEntry } from '../lambda/reasons/catalogue';

const INTRODUCTION = `# Why a deployment failed

Every failure of a guarded resource begins with one of these codes. What stands in braces is filled in.

<!-- Written by \`npm run docs\` from lambda/reasons. -->
`;

/** The page about the reasons of the catalogue, in Markdown. */
export function reasonsPage(): string {
  const sections = Object.entries(CATALOGUE)
    .sort(([one], [other]) => one < other ? -1 : 1)
    .map(([code, entry]) => section(code, entry));
  return [INTRODUCTION, ...sections].join('\n');
}

function section(code: string, { happened, remedy, cause }: CatalogueEntry): string {
  return `## ${code}\n\n> ${happened}.\n\n**Why.** ${cause}\n\n**What to do.** ${remedy}.\n`;
}
