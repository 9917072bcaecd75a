/** Writes docs/messages.md: every failure that the tests of the functions provoke, cause beside message. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { commandLine } from '../command-line';
import { ROOT } from '../root';
import { CAUSES } from './causes';
import { messagesAlone, messagesPage, Readings } from './page';
import { Provoked, provoked } from './provoked';

const PAGE = path.join(ROOT, 'docs', 'messages.md');
const READINGS = path.join(ROOT, 'test', 'messages', 'readings.json');

const { alone } = commandLine('npm run messages --', 'Writes docs/messages.md.')
  .option('--alone <file>', 'write also the messages without their causes, for a reader')
  .parse().opts<{ readonly alone?: string }>();
const found = provokedByTests();
writeFileSync(PAGE, messagesPage(found, JSON.parse(readFileSync(READINGS, 'utf8')) as Readings));
if (alone !== undefined) writeFileSync(alone, messagesAlone(found));

function provokedByTests(): readonly Provoked[] {
  const directory = mkdtempSync(path.join(tmpdir(), 'messages-'));
  const recorded = path.join(directory, 'recorded.jsonl');
  try {
    const env = { ...process.env, RECORDED_MESSAGES: recorded };
    const { status } = spawnSync('npx', ['jest', '--config', 'scripts/messages/jest.config.js', '--silent'], { cwd: ROOT, env, stdio: 'inherit' });
    if (status !== 0) throw new Error('the tests of the functions have to pass first');
    return provoked(CAUSES, recorded);
  } finally {
    rmSync(directory, { recursive: true });
  }
}
