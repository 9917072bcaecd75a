import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { Sandbox } from '../../lib/testing';
import { ROOT } from '../../scripts/root';
import { REMARK } from '../integ/remark';
import { STORE } from '../support/ids';

/** Below the root, so that packages and the configuration of the compiler are found. */
const OUTPUT = path.join(ROOT, 'cdk.out');
const RUNNER = path.join(ROOT, 'node_modules', '.bin', 'integ-runner');

let sandbox: Sandbox;
let directory: string;
beforeEach(async () => {
  mkdirSync(OUTPUT, { recursive: true });
  directory = mkdtempSync(path.join(OUTPUT, 'integ-'));
  sandbox = await Sandbox.start({ seed: { identityStores: { [STORE]: {} } } });
});
afterEach(async () => {
  await sandbox.stop();
  rmSync(directory, { recursive: true });
});

/** The runner would write snapshots anew beside the real ones. */
function copy(name: string, as: string, change: (text: string) => string = (text) => text): void {
  writeFileSync(path.join(directory, as), change(readFileSync(path.join(ROOT, 'test', 'integ', name), 'utf8')));
}

test('an integration test is deployed and cleaned up by the runner, and fails if what is there isn\'t as asserted', async () => {
  for (const name of ['given.ts', 'looks.ts', 'remark.ts']) cpSync(path.join(ROOT, 'test', 'integ', name), path.join(directory, name));
  copy('integ.group.ts', 'integ.group.ts');
  copy('integ.group.ts', 'integ.other.ts', (text) => text.replace('DisplayName, Description: REMARK', 'DisplayName, Description: \'Something else\''));

  const { exitCode, output } = await sandbox.run('env', [`INTEG_IDENTITY_STORE=${STORE}`, RUNNER, '--directory', directory, '--update-on-failed']);
  expect({ exitCode, output }).toMatchObject({ exitCode: 1, output: expect.stringMatching(/SUCCESS +integ\.group-Test/) });
  expect(output).toMatch(/ASSERT +integ\.other-Test/);
  expect(output).toContain(`Expected Something else but received ${REMARK}`);

  const { identityStores: [store], stacks } = await sandbox.state();
  expect({ groups: store?.groups, stacks }).toEqual({ groups: [], stacks: [] });
});
