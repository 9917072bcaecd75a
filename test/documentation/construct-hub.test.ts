import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { jsii, keywords, license, name, repository } from '../../package.json';
import { codeBlocks, textOf } from '../../scripts/documentation/code-blocks';
import { ROOT } from '../../scripts/root';

/** Any of them is enough, beside a `.jsii`; its guide for publishers asks for `aws-cdk`. */
const KEYWORDS = ['aws-cdk', 'awscdk', 'cdk'];

/** The form of a repository whose relative links are led to GitHub; with `git+` before it they would lead to pages of the hub that aren't there. */
const REPOSITORY = /^https:\/\/github\.com\/([^/]+)\/([^/]+)\.git$/;

test('Construct Hub finds the package, shows it under its licence, and has each of its languages', () => {
  expect(keywords).toEqual(expect.arrayContaining(KEYWORDS));
  expect(license).toBe('Apache-2.0');
  expect(Object.keys(jsii.targets).sort()).toEqual(['dotnet', 'go', 'java', 'python']);
});

test('links of the README that are relative lead to GitHub', () => {
  expect(repository).toMatchObject({ type: 'git', url: expect.stringMatching(REPOSITORY) });
});

test('images of the README are seen wherever it is shown', () => {
  const [, owner, project] = REPOSITORY.exec(repository.url) ?? [];
  const text = textOf('README.md');
  const images = [...text.matchAll(/\b(?:src|srcset)="([^"]*)"/g), ...text.matchAll(/!\[[^\]]*\]\(([^)]*)\)/g)].map(([, target = '']) => target);
  expect(images.length).toBeGreaterThan(0);
  const prefix = `https://raw.githubusercontent.com/${owner}/${project}/HEAD/`;
  for (const image of images) {
    expect(image.startsWith(prefix)).toBe(true);
    expect(existsSync(path.join(ROOT, image.slice(prefix.length)))).toBe(true);
  }
});

test('the README has an example that is translated into other languages', () => {
  expect(codeBlocks('README.md').filter(({ language, code }) => language === 'ts' && code.includes(`from '${name}'`)).length).toBeGreaterThan(0);
});
