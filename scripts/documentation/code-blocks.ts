import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { ROOT } from '../root';

/** A fenced block of a page. */
export interface CodeBlock {
  /** The page, from the root of the repository. */
  readonly page: string;
  /** The line of the page on which the code begins, from 1. */
  readonly line: number;
  readonly language: string;
  /** The file that the block is the content of. */
  readonly title?: string;
  readonly code: string;
  /** The heading that it stands under. */
  readonly section: string;
}

/** The pages for people, from the root of the repository. */
export function pages(): string[] {
  const inDirectory = (directory: string): string[] => readdirSync(path.join(ROOT, directory))
    .filter((name) => name.endsWith('.md')).map((name) => path.posix.join(directory, name));
  return [...inDirectory('.').filter((page) => page !== 'API.md'), ...inDirectory('docs'), ...inDirectory('docs/decisions')];
}

export function textOf(page: string): string {
  return readFileSync(path.join(ROOT, page), 'utf8');
}

export function codeBlocks(page: string): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let section = '';
  let open: { line: number; language: string; title?: string; lines: string[] } | undefined;
  for (const [index, line] of textOf(page).split('\n').entries()) {
    if (open && line === '```') {
      const { lines, ...block } = open;
      blocks.push({ page, section, ...block, code: lines.join('\n') });
      open = undefined;
    } else if (open) {
      open.lines.push(line);
    } else if (line.startsWith('```')) {
      const [, language = '', title] = /^```(\w*)(?: title="(.*)")?$/.exec(line) ?? [];
      open = { line: index + 2, language, ...(title !== undefined && { title }), lines: [] };
    } else if (line.startsWith('#')) {
      section = line.replace(/^#+ /, '');
    }
  }
  return blocks;
}
