import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { parse } from 'yaml';
import { MARKS } from '../../cli/plan/marks';
import { MARKER } from '../../cli/plan/markdown';
import { VERBS } from '../../rehearsal/plan';
import { codeBlocks, textOf } from '../../scripts/documentation/code-blocks';

const PAGE = 'docs/plan.md';

interface Step {
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Job {
  readonly if: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

const workflow = parse(codeBlocks(PAGE).find(({ title }) => title === 'plan.yml')?.code ?? '') as {
  readonly on: string; readonly permissions: object; readonly jobs: Readonly<Record<'synthesize' | 'plan', Job>>;
};
const { synthesize, plan } = workflow.jobs;
const posting = plan.steps.find(({ run }) => run?.includes('gh api'))?.run ?? '';

let folder: string;
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'plan-')); });
afterEach(() => rmSync(folder, { recursive: true }));

/** What the step calls GitHub's command with, if the pull request has the comments. */
function callsWith(ids: readonly number[]): string[] {
  const log = path.join(folder, 'calls');
  const program = path.join(folder, 'gh');
  writeFileSync(program, `#!/bin/sh\necho "$@" >> '${log}'\nif [ "$2" = --paginate ]; then printf '%s' '${ids.join('\n')}'; fi\n`);
  chmodSync(program, 0o755);
  const env = { PATH: `${folder}:${process.env.PATH}`, COMMENTS: 'issues/7/comments', COMMENT: 'issues/comments' };
  expect(spawnSync('bash', ['-e', '-c', posting], { cwd: folder, env }).status).toBe(0);
  return readFileSync(log, 'utf8').trimEnd().split('\n').slice(1);
}

test.each(VERBS)('the page says what "%s" means, with its sign', (verb) => {
  expect(textOf(PAGE)).toContain(`\n| \`${MARKS[verb].sign}\` | ${verb} | `);
});

test('no code of a fork is run', () => {
  expect(workflow.on).toBe('pull_request');
  for (const job of [synthesize, plan]) expect(job.if).toBe('github.event.pull_request.head.repo.full_name == github.repository');
});

test('what runs the code of a pull request has no credentials, and what has some checks nothing out', () => {
  expect(workflow.permissions).toEqual({});
  expect(synthesize.permissions).toEqual({ contents: 'read' });
  expect(plan.permissions).toEqual({ 'id-token': 'write', 'pull-requests': 'write' });
  expect(JSON.stringify(plan)).not.toContain('actions/checkout');
});

test('nothing that somebody has written gets into a command by an expression', () => {
  expect([...synthesize.steps, ...plan.steps].filter(({ run }) => run?.includes('${{'))).toEqual([]);
});

test('the comment is found by the first line of the Markdown', () => expect(posting).toContain(`startswith("${MARKER}")`));

test('a pull request without a comment gets one', () => {
  expect(callsWith([])).toEqual(['api --silent --method POST issues/7/comments --field body=@plan.md']);
});

test('the comment of before is updated, the first one if there are more', () => {
  expect(callsWith([11, 12])).toEqual(['api --silent --method PATCH issues/comments/11 --field body=@plan.md']);
});
