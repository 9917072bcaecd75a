import { codeBlocks } from '../documentation/code-blocks';

const SECTION = 'Your first deployment';
const PAGE = 'README.md';

/**
 * The first deployment as the README tells it, as one shell script: commands as they are written there, and files with the content that
 * stands there. Only what npm installs is exchanged: versions that don't change, and the library itself, which isn't published.
 */
export function firstDeployment(versions: Readonly<Record<string, string>>): string {
  const blocks = codeBlocks(PAGE).filter(({ section, language, title }) => section === SECTION && (language === 'sh' || title !== undefined));
  if (blocks.length < 4) throw new Error(`${PAGE} has no ${SECTION} with commands and files any more`);
  const steps = blocks.map(({ title, code }) => (title === undefined ? exchanged(code, versions) : `cat > ${title} <<'END_OF_FILE'\n${code}\nEND_OF_FILE`));
  return ['set -euo pipefail', ...steps].join('\n');
}

function exchanged(code: string, versions: Readonly<Record<string, string>>): string {
  return code.replace(/^npm install .*$/gm, (line) => line.split(' ').map((word) => versions[word] ?? word).join(' '));
}
