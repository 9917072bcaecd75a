import { readdirSync } from 'node:fs';
import * as path from 'node:path';
import { DIST, generate, Language } from './language';
import { devDependencies } from '../../package.json';
import { run } from '../package/commands';
import { ROOT } from '../root';

const SANDBOX = path.join(ROOT, 'assets', 'sandbox', 'cdk-org-guard.js');

/** The wheel is installed, and the quickstart deployed to the sandbox. */
export const PYTHON: Language = {
  name: 'Python',
  programs: ['python3'],
  unreachable: /No matching distribution|Could not find a version|Connection|Temporary failure/,
  async check(scratch) {
    await generate('python', '--code-only');
    const project = path.join(DIST, 'python');
    const environment = path.join(scratch, 'venv');
    const python = path.join(environment, 'bin', 'python');
    await run(scratch, 'python3', '-m', 'venv', environment);
    await run(scratch, python, '-m', 'pip', 'wheel', '--quiet', '--no-deps', '--wheel-dir', project, project);
    const wheel = readdirSync(project).find((file) => file.endsWith('.whl'));
    if (wheel === undefined) throw new Error(`no wheel in ${project}`);
    const dependencies = [`aws-cdk-lib==${devDependencies['aws-cdk-lib']}`, `constructs==${devDependencies.constructs}`];
    await run(scratch, python, '-m', 'pip', 'install', '--quiet', '--no-compile', path.join(project, wheel), ...dependencies);

    const app = `${python} ${path.join(ROOT, 'examples', 'python', 'app.py')}`;
    const { stdout, stderr } = await run(ROOT, process.execPath, SANDBOX, 'sandbox', '--',
      'npx', '--no-install', 'cdk', 'deploy', '--app', app, '--output', path.join(scratch, 'cdk.out'), '--require-approval', 'never');
    if (!`${stdout}${stderr}`.includes('Quickstart.Outcome = CREATED')) throw new Error(`not deployed:\n${stdout}${stderr}`);
    return `${wheel} is installed, and examples/python/app.py deployed to the sandbox`;
  },
};
