import { spawnSync } from 'node:child_process';
import { scripts } from '../../package.json';
import { ROOT } from '../../scripts/root';

function run(script: string, word: string): { exitCode: number | null; output: string; errors: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', `scripts/${script}/main.ts`, word], { cwd: ROOT, encoding: 'utf8', timeout: 100_000 });
  return { exitCode: status, output: stdout, errors: stderr };
}

/** They take no options. */
const GENERATORS = ['reasons', 'mutation', 'excuses', 'sandbox-types', 'schemas', 'unconfirmed'];

const names = [...new Set(Object.values(scripts).flatMap((command) => [...command.matchAll(/--import tsx scripts\/([\w-]+)\/main\.ts/g)].map(([, name = '']) => name)))]
  .filter((name) => !GENERATORS.includes(name));

test('there are scripts to try', () => expect(names).toEqual(expect.arrayContaining(['demo', 'parity', 'simulate', 'package'])));

test('a script has a usage', () => expect(run('simulate', '--help')).toMatchObject({ exitCode: 0, output: expect.stringMatching(/^Usage: npm run /), errors: '' }));

test.each(names)('%s refuses what it doesn\'t know with exit code 2, and shows its usage', (script) => {
  expect(run(script, '--nonsense')).toMatchObject({ exitCode: 2, output: '', errors: expect.stringMatching(/^error: .*--nonsense[^]*\n\nUsage: npm run /) });
}, 240_000);
