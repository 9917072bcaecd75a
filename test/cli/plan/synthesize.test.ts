import { execFileSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { Synthesis, SynthesisSurroundings, synthesize } from '../../../cli/plan/synthesize';
import { readAssembly } from '../../../rehearsal/assembly/read-assembly';
import { GUARDED_TYPES } from '../../../rehearsal/rehearsed-types';
import { ROOT } from '../../../scripts/root';
import { ownDirectory } from '../../support/synthesized';

let project: string;
let home: string;
let printed: string;
let output: number;
beforeEach(() => {
  [project, home] = [ownDirectory(), ownDirectory()];
  printed = path.join(home, 'printed');
  output = openSync(printed, 'w');
});
let made: Synthesis | undefined;
afterEach(() => {
  made?.remove?.();
  closeSync(output);
});

async function synthesis(app?: string, others: Partial<SynthesisSurroundings> = {}): Promise<Synthesis> {
  made = await synthesize(app, { project, home, environment: process.env, output, ...others });
  return made;
}

function write(directory: string, file: string, content: unknown): void {
  writeFileSync(path.join(directory, file), typeof content === 'string' ? content : JSON.stringify(content));
}

/** An app that writes down in its assembly with what it was called, and says so on both outputs. */
const TELLING = `
  const { CDK_OUTDIR, CDK_CONTEXT_JSON, CONTEXT_OVERFLOW_LOCATION_ENV, CDK_DEFAULT_ACCOUNT, CDK_DEFAULT_REGION } = process.env;
  const { readFileSync, writeFileSync } = require('node:fs');
  const context = { ...JSON.parse(CDK_CONTEXT_JSON), ...(CONTEXT_OVERFLOW_LOCATION_ENV ? JSON.parse(readFileSync(CONTEXT_OVERFLOW_LOCATION_ENV)) : {}) };
  console.log('out');
  console.error('err');
  writeFileSync(CDK_OUTDIR + '/told.json', JSON.stringify({ words: process.argv.slice(2), context, account: CDK_DEFAULT_ACCOUNT, region: CDK_DEFAULT_REGION }));
`;

interface Told {
  readonly words: readonly string[];
  readonly context: Readonly<Record<string, unknown>>;
  readonly account?: string;
  readonly region?: string;
}

async function toldBy(app?: string, others?: Partial<SynthesisSurroundings>): Promise<Told> {
  const { directory, refused } = await synthesis(app, others);
  if (directory === undefined) throw new Error(refused);
  return JSON.parse(readFileSync(path.join(directory, 'told.json'), 'utf8')) as Told;
}

const OF_COMMAND = {
  'aws:cdk:enable-path-metadata': true, 'aws:cdk:enable-asset-metadata': true, 'aws:cdk:version-reporting': true, 'aws:cdk:bundling-stacks': ['**'],
};

describe('an app', () => {
  test('that cdk.json names is run in its directory, with account and Region, and the context of the project', async () => {
    write(project, 'app.js', TELLING);
    write(project, 'cdk.json', { app: 'node app.js a "b c"', context: { both: 'cdk.json', own: [1] } });
    write(project, 'cdk.context.json', { both: 'cdk.context.json', 'looked-up': { vpc: 'vpc-1' } });
    write(home, '.cdk.json', { app: 'false', context: { both: 'user', user: true } });
    expect(await toldBy(undefined, { account: '111122223333', region: 'eu-west-1' })).toEqual({
      words: ['a', 'b c'],
      context: { both: 'cdk.json', own: [1], 'looked-up': { vpc: 'vpc-1' }, user: true, ...OF_COMMAND },
      account: '111122223333',
      region: 'eu-west-1',
    });
  });

  test('writes into a directory of its own that only its user can read, and that goes when it is removed', async () => {
    write(project, 'app.js', TELLING);
    const { directory = '', remove } = await synthesis('node app.js');
    expect(path.relative(project, directory)).toMatch(/^\.\./);
    expect(statSync(path.dirname(directory)).mode & 0o777).toBe(0o700);
    remove?.();
    expect(existsSync(path.dirname(directory))).toBe(false);
  });

  test('writes where cdk.json wants it, and that stays', async () => {
    write(project, 'app.js', TELLING);
    write(project, 'cdk.json', { app: 'node app.js', output: 'out/here' });
    const { directory = '', remove } = await synthesis();
    remove?.();
    expect([directory, existsSync(path.join(directory, 'told.json'))]).toEqual([path.join(project, 'out', 'here'), true]);
  });

  test('prints where the plan does not', async () => {
    write(project, 'app.js', TELLING);
    await synthesis('node app.js');
    expect(readFileSync(printed, 'utf8')).toBe('out\nerr\n');
  });

  test('is built before, if cdk.json says how', async () => {
    write(project, 'cdk.json', { app: 'node built.js', build: 'cp source.js built.js' });
    write(project, 'source.js', TELLING);
    expect(await toldBy()).toEqual({ words: [], context: OF_COMMAND });
  });

  test('gets a context that is too long for the environment as well', async () => {
    write(project, 'app.js', TELLING);
    const long = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`key-${index}`, 'x'.repeat(2_000)]));
    write(project, 'cdk.context.json', long);
    expect((await toldBy('node app.js')).context).toEqual({ ...long, ...OF_COMMAND });
  });

  test('is told what cdk.json switches off', async () => {
    write(project, 'app.js', TELLING);
    write(project, 'cdk.json', { pathMetadata: false, assetMetadata: false, versionReporting: false, staging: false });
    expect((await toldBy('node app.js')).context).toEqual({
      'aws:cdk:disable-version-reporting': true, 'aws:cdk:disable-asset-staging': true, 'aws:cdk:bundling-stacks': ['**'],
    });
  });

  test.each([
    ['a JavaScript file', 'app.js', []],
    ['a JavaScript file with words', 'app.js one two', ['one', 'two']],
    ['a JavaScript file with blanks in its name', 'my $app.js', []],
    ['such a file in quotation marks, with a word', '"my $app.js" one', ['one']],
    ['several commands of a shell', 'cd . && node app.js "$WORD"', ['from the environment']],
  ])('can be %s', async (_, app, words) => {
    for (const file of ['app.js', 'my $app.js']) write(project, file, TELLING);
    expect(await toldBy(app, { environment: { ...process.env, WORD: 'from the environment' } })).toMatchObject({ words });
  });

  test('can be an executable file', async () => {
    writeFileSync(path.join(project, 'app.js'), `#!/usr/bin/env node\n${TELLING}`, { mode: 0o755 });
    expect(await toldBy('./app.js one')).toMatchObject({ words: ['one'] });
  });

  test.each([['--app', 'there', {}], ['cdk.json', undefined, { app: 'there' }]])('that is a directory by %s is an assembly already, and stays', async (_, app, settings) => {
    mkdirSync(path.join(project, 'there'));
    write(project, 'cdk.json', settings);
    const { directory, remove } = await synthesis(app);
    remove?.();
    expect([directory, existsSync(path.join(project, 'there'))]).toEqual([path.join(project, 'there'), true]);
  });
});

describe('refused is', () => {
  test('a project without an app', async () => {
    expect(await synthesis()).toEqual({ refused: `there is no app: name one by --app, or as "app" in ${path.join(project, 'cdk.json')}` });
  });

  test.each(['cdk.json', 'cdk.context.json'])('a %s that is no JSON', async (file) => {
    write(project, file, '');
    expect(await synthesis('node app.js')).toEqual({ refused: `${path.join(project, file)} can't be read: Unexpected end of JSON input` });
  });

  test.each([
    ['exit 3', 'ended with exit code 3'],
    ['kill -9 $$', 'was ended by SIGKILL'],
    ['there-is-no-such-command', 'ended with exit code 127'],
  ])('an app that fails: %s', async (app, failure) => {
    expect(await synthesis(app)).toEqual({ refused: `the app can't be synthesised: ${app} ${failure}` });
  });

  test('a build that fails, and then the app is not run', async () => {
    write(project, 'app.js', TELLING);
    write(project, 'cdk.json', { app: 'node app.js', build: 'exit 1' });
    expect(await synthesis()).toEqual({ refused: 'the app can\'t be synthesised: exit 1 ended with exit code 1' });
    expect(readFileSync(printed, 'utf8')).toBe('');
  });

  test('an app in a directory that is not there', async () => {
    expect(await synthesis('exit 0', { project: path.join(project, 'nowhere') })).toEqual({
      refused: 'the app can\'t be synthesised: exit 0 can\'t be run: spawn /bin/sh ENOENT',
    });
  });
});

describe('the example', () => {
  const ENVIRONMENT = { account: '111122223333', region: 'us-east-1' };

  test.each(['quickstart/app', 'organization/app', 'organization/waiting', 'organization/invited-account'])('%s is read, with the code of its functions', async (name) => {
    const { directory = '' } = await synthesis(`node --import tsx examples/${name}.ts`, { project: ROOT, ...ENVIRONMENT });
    const { assembly: { stacks } = { stacks: [] }, refused } = readAssembly(directory);
    const bundles = ['identity-store', 'organizations'].map((bundle) => readFileSync(path.join(ROOT, 'assets', bundle, 'index.js'), 'utf8'));
    expect({
      refused,
      stacks: stacks.map(({ hierarchicalId, account, template, constructPaths, functionAssets }) => {
        const { Resources } = JSON.parse(template) as { readonly Resources: Readonly<Record<string, { readonly Type: string }>> };
        const guarded = Object.entries(Resources).filter(([, { Type }]) => GUARDED_TYPES.includes(Type)).map(([logicalId]) => constructPaths.get(logicalId));
        const isOurs = (file: string): boolean => existsSync(path.join(file, 'index.js')) && bundles.includes(readFileSync(path.join(file, 'index.js'), 'utf8'));
        return { hierarchicalId, account, guarded, areFunctionsOurs: [...functionAssets.values()].map(isOurs) };
      }),
    }).toMatchSnapshot();
  });

  test('has the templates that the cdk command makes of it', async () => {
    const { directory = '' } = await synthesis(undefined, { project: ROOT });
    const expected = path.join(home, 'cdk.out');
    execFileSync(process.execPath, [path.join(ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk'), 'synth', '--quiet', '--output', expected], {
      cwd: ROOT, env: { ...process.env, AWS_REGION: 'us-east-1', AWS_EC2_METADATA_DISABLED: 'true', HOME: home }, stdio: ['ignore', output, output],
    });
    const [ours, theirs] = [directory, expected].map((each) => readAssembly(each).assembly?.stacks.map(({ template }) => template));
    expect(ours).toEqual(theirs);
    expect(ours).toHaveLength(1);
  });
});

test.each(['SIGINT', 'SIGTERM'] as const)('an assembly is removed also when %s ends the command', async (signal) => {
  const { directory = '' } = await synthesis('true');
  const kill = jest.spyOn(process, 'kill').mockReturnValue(true);
  process.emit(signal, signal);
  expect(kill.mock.calls).toEqual([[process.pid, signal]]);
  expect(existsSync(path.dirname(directory))).toBe(false);
  kill.mockRestore();
});
