import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import { jsii, scripts } from '../../package.json';
import { ROOT } from '../../scripts/root';

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

interface Job {
  readonly needs?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly environment?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly 'timeout-minutes'?: number;
  readonly env?: unknown;
  readonly steps?: readonly Step[];
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: unknown;
  readonly env?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const FOLDER = path.join(ROOT, '.github', 'workflows');
const TEXTS = Object.fromEntries(readdirSync(FOLDER).map((file) => [file, readFileSync(path.join(FOLDER, file), 'utf8')]));
const WORKFLOWS = Object.entries(TEXTS).map(([file, text]) => ({ file, workflow: parse(text) as Workflow }));
const JOBS = WORKFLOWS.flatMap(({ file, workflow }) => Object.entries(workflow.jobs).map(([name, job]) => ({ file, name, job })));
const STEPS = JOBS.flatMap(({ file, name, job }) => (job.steps ?? []).map((step) => ({ file, job: name, step })));
const { workflow: RELEASE } = WORKFLOWS.find(({ file }) => file === 'release.yml') ?? { workflow: { jobs: {} } as Workflow };

/** The job that publishes what jsii-pacmak makes for a language, and how. JavaScript is made without being a target. */
const PUBLISHERS: Readonly<Record<string, { readonly job: string; readonly command: RegExp }>> = {
  js: { job: 'npm', command: /^npm publish --provenance --access public --ignore-scripts \.\/dist\/js\/\*\.tgz$/ },
  python: { job: 'pypi', command: /^npx --yes --package publib@[\d.]+ publib-pypi dist\/python$/ },
  java: { job: 'maven', command: /^npx --yes --package publib@[\d.]+ publib-maven dist\/java$/ },
  dotnet: { job: 'nuget', command: /^npx --yes --package publib@[\d.]+ publib-nuget dist\/dotnet$/ },
  go: { job: 'go', command: /^npx --yes --package publib@[\d.]+ publib-golang dist\/go$/ },
};

const PUBLISHING = Object.values(PUBLISHERS).map(({ job }) => job);

/** The jobs that prove who they are by a token of the workflow, so that nobody keeps a secret for them. */
const TRUSTED = ['npm', 'pypi', 'nuget'];

test('the packages of every language that are made are published', () => {
  expect(scripts['package:all']).toMatch(/jsii-pacmak$/);
  expect(Object.keys(PUBLISHERS).sort()).toEqual(['js', ...Object.keys(jsii.targets)].sort());
  for (const { job, command } of Object.values(PUBLISHERS)) {
    expect((RELEASE.jobs[job]?.steps ?? []).filter(({ run = '' }) => command.test(run))).toHaveLength(1);
  }
});

test('nothing is published but by hand, from a tag that passed the gate and is the version', () => {
  expect(RELEASE.on).toEqual({ push: { tags: ['v*'] }, workflow_dispatch: null });
  expect(RELEASE.jobs.npm).toMatchObject({ needs: 'checks', if: 'github.event_name == \'workflow_dispatch\' && github.ref_type == \'tag\'' });
  expect(RELEASE.jobs.checks).toMatchObject({ needs: 'version', uses: './.github/workflows/checks.yml' });
  for (const name of PUBLISHING.filter((job) => job !== 'npm')) expect(RELEASE.jobs[name]?.needs).toBe('npm');
  expect(JOBS.filter(({ file, name }) => file === 'release.yml' && PUBLISHING.includes(name)).map(({ job }) => job.environment)).toEqual(PUBLISHING.map(() => 'release'));
});

test('every change passes the gate and the dry runs', () => {
  expect(JOBS.filter(({ file }) => file === 'build.yml').map(({ job }) => job.uses)).toEqual(['./.github/workflows/checks.yml']);
  const commands = STEPS.filter(({ file }) => file === 'checks.yml').map(({ step }) => step.run ?? '');
  expect(commands).toEqual(expect.arrayContaining(['.ci/run', 'npm run test:reproducible -- --install', 'npm run package:all']));
  const rehearsed = STEPS.filter(({ step: { env, run = '' } }) => env?.PUBLIB_DRYRUN === 'true' || run.includes('--dry-run')).map(({ step }) => step.name);
  expect(rehearsed).toEqual(['Dry run of npm', 'Dry run of PyPI', 'Dry run of Maven', 'Dry run of NuGet']);
});

test.each(JOBS)('$file: $name may only read, unless it has to prove who it is', ({ file, name, job }) => {
  const isTrusted = file === 'release.yml' && TRUSTED.includes(name);
  expect(job.permissions).toEqual({ contents: 'read', ...(isTrusted && { 'id-token': 'write' }) });
});

test.each(WORKFLOWS)('$file may only read where nothing else is said, and isn\'t run by strangers with its secrets', ({ workflow }) => {
  expect(workflow.permissions).toEqual({ contents: 'read' });
  expect(Object.keys(workflow.on)).not.toContain('pull_request_target');
});

test.each(JOBS.filter(({ job }) => job.steps))('$file: $name ends by itself', ({ job }) => {
  expect(job['timeout-minutes']).toBeLessThanOrEqual(60);
});

test('every action is pinned to a commit, with its version beside it', () => {
  const actions = Object.values(TEXTS).flatMap((text) => [...text.matchAll(/uses: (.*)$/gm)].map(([, action = '']) => action)).filter((action) => !action.startsWith('./'));
  expect(actions.length).toBeGreaterThan(10);
  expect(actions.filter((action) => !/^actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action))).toEqual([]);
  // The same action in the same version everywhere.
  expect(new Set(actions).size).toBe(new Set(actions.map((action) => action.split('@')[0])).size);
});

test('what npx runs has an exact version', () => {
  const commands = STEPS.map(({ step: { run = '' } }) => run).filter((run) => run.includes('npx'));
  expect(commands.filter((run) => !/^npx --yes --package publib@\d+\.\d+\.\d+ publib-\w+ dist\/\w+$/.test(run))).toEqual([]);
});

test('only steps that publish have a secret, each in its environment and in no command', () => {
  const having = STEPS.filter(({ step }) => JSON.stringify(step).includes('secrets.'));
  expect(having.map(({ file, job }) => [file, job])).toEqual([['release.yml', 'maven'], ['release.yml', 'go']]);
  expect(having.map(({ step: { env, ...rest } }) => [Object.keys(env ?? {}).length > 0, JSON.stringify(rest).includes('secrets.')])).toEqual([[true, false], [true, false]]);
  expect(WORKFLOWS.filter(({ workflow }) => workflow.env !== undefined)).toEqual([]);
  expect(JOBS.filter(({ job }) => job.env !== undefined || JSON.stringify(job).includes('"inherit"'))).toEqual([]);
});

test('no command prints the environment or what is given to it, nor has anything of the event in its text', () => {
  const commands = STEPS.flatMap(({ step: { run } }) => run ?? []);
  expect(commands.filter((run) => /\$\{\{|\b(printenv|env|echo|set -[a-z]*x|bash -[a-z]*x|toJSON|ACTIONS_STEP_DEBUG)\b/.test(run))).toEqual([]);
});

test('no clone keeps the token that it was made with', () => {
  const clones = STEPS.filter(({ step }) => step.uses?.startsWith('actions/checkout@'));
  expect(clones.map(({ step }) => step.with)).toEqual(clones.map(() => ({ 'persist-credentials': false })));
});

test('jobs that publish run no code of the project', () => {
  const used = STEPS.filter(({ file, job }) => file === 'release.yml' && PUBLISHING.includes(job)).map(({ step }) => step.uses?.split('@')[0] ?? step.run?.split(' ').slice(0, 2).join(' '));
  expect(new Set(used)).toEqual(new Set([
    'actions/download-artifact', 'actions/setup-node', 'npm publish', 'npx --yes', 'actions/setup-java', 'actions/setup-dotnet',
  ]));
});
