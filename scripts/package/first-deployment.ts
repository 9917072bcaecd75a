import { codeBlocks } from '../documentation/code-blocks';

const SECTION = 'Your first deployment';
const PAGE = 'README.md';

interface Step {
  /** Of the file that the README shows; without it, it is commands. */
  readonly title?: string;
  readonly code: string;
}

/** The first deployment as the README tells it: commands as they are written there, and files with the content that stands there. */
export function firstDeploymentSteps(): readonly Step[] {
  const blocks = codeBlocks(PAGE).filter(({ section, language, title }) => section === SECTION && (language === 'sh' || title !== undefined));
  if (blocks.length < 4) throw new Error(`${PAGE} has no ${SECTION} with commands and files any more`);
  return blocks;
}

/** All of it as one shell script. Only what npm installs is exchanged: versions that don't change, and the library itself, which isn't published. */
export function firstDeployment(versions: Readonly<Record<string, string>>): string {
  const steps = firstDeploymentSteps().map(({ title, code }) => (title === undefined ? exchanged(code, versions) : written(title, code)));
  return ['set -euo pipefail', ...steps].join('\n');
}

/** The command that writes a file. */
export function written(title: string, code: string): string {
  return `cat > ${title} <<'END_OF_FILE'\n${code}\nEND_OF_FILE`;
}

export function exchanged(code: string, versions: Readonly<Record<string, string>>): string {
  return code.replace(/^npm install .*$/gm, (line) => line.split(' ').map((word) => versions[word] ?? word).join(' '));
}
