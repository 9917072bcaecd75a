import { existsSync, readdirSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { files } from '../../package.json';
import { pages, textOf } from '../../scripts/documentation/code-blocks';
import { ROOT } from '../../scripts/root';

/** What npm packs whether it is listed or not. */
const ALWAYS_PACKED = ['README.md', 'LICENSE', 'package.json'];

interface Link {
  readonly page: string;
  readonly target: string;
}

const withoutCode = (text: string): string => text.replace(/^```[^]*?^```$/gm, '').replace(/`[^`\n]*`/g, '');

function linksOf(page: string): Link[] {
  const text = withoutCode(textOf(page));
  const inline = [...text.matchAll(/\]\(\s*([^)\s]+)\s*\)/g)];
  const references = [...text.matchAll(/^\[[^\]]+\]: (\S+)$/gm)];
  return [...inline, ...references].map(([, target = '']) => ({ page, target }));
}

/** As GitHub and npm make it of a heading. */
function anchorOf(heading: string): string {
  return heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/ /g, '-');
}

function anchorsOf(page: string): string[] {
  return [...textOf(page).replace(/^```[^]*?^```$/gm, '').matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchorOf(heading));
}

function fileOf({ page, target }: Link): string {
  const [file = ''] = target.split('#');
  return file === '' ? page : path.posix.normalize(path.posix.join(path.posix.dirname(page), file));
}

/** A file, everything in a folder, or what stars stand for. */
function asExpression(pattern: string): RegExp {
  return new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '[^/]*')}(/|$)`);
}

function isPacked(file: string): boolean {
  return ALWAYS_PACKED.includes(file) || files.some((pattern) => asExpression(pattern).test(file));
}

const links = pages().flatMap(linksOf);
const local = links.filter(({ target }) => !/^https?:/.test(target));

test('there are links to check', () => expect(local.length).toBeGreaterThan(20));

test.each(local)('$page: $target leads to something', (link) => {
  const file = fileOf(link);
  expect(existsSync(path.join(ROOT, file))).toBe(true);
  const [, anchor] = link.target.split('#');
  expect(anchor === undefined || anchorsOf(file).includes(anchor)).toBe(true);
});

test.each(local)('$page: $target is in the package', (link) => {
  const file = fileOf(link);
  const isFolder = statSync(path.join(ROOT, file)).isDirectory();
  expect(isPacked(file) || (isFolder && readdirSync(path.join(ROOT, file)).some((name) => isPacked(path.posix.join(file, name))))).toBe(true);
});
