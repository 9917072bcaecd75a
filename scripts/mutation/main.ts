/** Writes docs/mutation.md from the report of Stryker's last run. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { devDependencies } from '../../package.json';
import { mutationPage } from './page';
import { Report } from './report';
import { SURVIVORS } from './survivors';
import { ROOT } from '../root';

const report = JSON.parse(readFileSync(path.join(ROOT, '.stryker', 'report.json'), 'utf8')) as Report;
const commit = execFileSync('git', ['describe', '--always', '--dirty', '--abbrev=12'], { cwd: ROOT, encoding: 'utf8' }).trim();
const versions = { Stryker: devDependencies['@stryker-mutator/core'], Jest: devDependencies.jest, Node: process.versions.node };
writeFileSync(path.join(ROOT, 'docs', 'mutation.md'), mutationPage(report, { commit, versions }, SURVIVORS));
