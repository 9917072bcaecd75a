import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { ROOT } from '../../scripts/root';

const CONFIGURATION = '.dependency-cruiser.cjs';

interface Rule {
  readonly name: string;
}

const RULES = (createRequire(__filename)(path.join(ROOT, CONFIGURATION)) as { readonly forbidden: readonly Rule[] }).forbidden.map(({ name }) => name);

/** For each rule an import that breaks it: who imports what. */
const FORBIDDEN: Readonly<Record<string, readonly [from: string, to: string]>> = {
  'no-cycles': ['sandbox/time/one.ts', 'sandbox/time/one-other.ts'],
  'no-cycles-in-functions': ['lambda/guard/two.ts', 'lambda/guard/two-other.ts'],
  'lib-stands-alone': ['lib/properties/three.ts', 'lambda/guard/three.ts'],
  'contract-imports-nothing': ['lib/contract/four.ts', 'lib/properties/four.ts'],
  'properties-know-only-the-contract': ['lib/properties/five.ts', 'lib/functions/five.ts'],
  'functions-know-no-service': ['lib/functions/six.ts', 'lib/organizations/six.ts'],
  'custom-resources-know-no-service': ['lib/custom-resource/seven.ts', 'lib/identity-store/seven.ts'],
  'services-know-nothing-of-each-other-in-lib': ['lib/organizations/eight.ts', 'lib/identity-store/eight.ts'],
  'contents-know-only-what-they-contain': ['lib/contents/twenty-nine.ts', 'lib/organizations/twenty-nine.ts'],
  'sources-are-only-read': ['lib/contents/source/thirty.ts', 'lib/contents/check/thirty.ts'],
  'testing-shares-nothing-with-constructs': ['lib/testing/nine.ts', 'lib/identity-store/nine.ts'],
  'lambda-shares-only-the-contract': ['lambda/guard/ten.ts', 'lib/properties/ten.ts'],
  'sandbox-stands-alone': ['sandbox/time/eleven.ts', 'lambda/guard/eleven.ts'],
  'services-of-the-sandbox-know-no-control': ['sandbox/organizations/twelve.ts', 'sandbox/control/twelve.ts'],
  'wire-formats-and-time-know-no-service': ['sandbox/protocol/thirteen.ts', 'sandbox/organizations/thirteen.ts'],
  'command-explains-and-starts': ['cli/fourteen.ts', 'lambda/guard/fourteen.ts'],
  'rehearsals-run-functions-in-the-sandbox': ['rehearsal/twenty-seven.ts', 'lib/properties/twenty-seven.ts'],
  'nothing-that-is-deployed-rehearses': ['examples/twenty-eight.ts', 'rehearsal/twenty-eight.ts'],
  'nothing-imports-the-measurements': ['scripts/fifteen.ts', 'bench/fifteen.ts'],
  'nothing-imports-the-command': ['scripts/sixteen.ts', 'cli/sixteen.ts'],
  'reasons-know-nothing': ['lambda/reasons/seventeen.ts', 'lambda/guard/seventeen.ts'],
  'errors-know-only-reasons': ['lambda/errors/eighteen.ts', 'lambda/guard/eighteen.ts'],
  'tables-are-joined-in-one-place': ['lambda/guard/nineteen.ts', 'lambda/errors/organizations.ts'],
  'guard-knows-no-service': ['lambda/guard/twenty.ts', 'lambda/organizations/twenty.ts'],
  'protocol-knows-no-service': ['lambda/custom-resource/twenty-one.ts', 'lambda/organizations/twenty-one.ts'],
  'services-know-nothing-of-each-other': ['lambda/organizations/twenty-two.ts', 'lambda/identity-store/twenty-two.ts'],
  'decisions-reach-no-call': ['lambda/organizations/decide/twenty-three.ts', 'lambda/guard/call.ts'],
  'logic-knows-no-sdk-client': ['lambda/organizations/twenty-four.ts', '@aws-sdk/client-organizations'],
  'sandbox-knows-no-sdk-client': ['sandbox/organizations/twenty-five.ts', '@aws-sdk/client-organizations'],
  'experiments-know-no-sdk-client': ['cli/probe/experiments/thirty-one.ts', '@aws-sdk/client-organizations'],
  'no-orphans': ['sandbox/time/twenty-six.ts', ''],
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'dependencies-'));
  for (const name of [CONFIGURATION, 'tsconfig.json']) cpSync(path.join(ROOT, name), path.join(folder, name));
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  for (const [from, to] of Object.values(FORBIDDEN)) {
    if (to !== '' && !to.startsWith('@')) write(to, isCycle(from) ? importOf(to, from) : '');
    write(from, to === '' ? '' : importOf(from, to));
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function isCycle(from: string): boolean {
  return [FORBIDDEN['no-cycles'], FORBIDDEN['no-cycles-in-functions']].some((cycle) => cycle?.[0] === from);
}

function importOf(from: string, to: string): string {
  const relative = path.relative(path.dirname(from), to).replace(/\.ts$/, '');
  const specifier = to.startsWith('@') ? to : relative.startsWith('.') ? relative : `./${relative}`;
  return `import * as imported from '${specifier}';\nexport const used = imported;\n`;
}

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text || 'export const nothing = 0;\n');
}

test('every rule about who may import what has an import that breaks it', () => {
  expect(Object.keys(FORBIDDEN)).toEqual(RULES);
});

test('and is broken by that', () => {
  const command = path.join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const cruised = (): string => {
    try {
      return execFileSync(process.execPath, [command, '--output-type', 'json', 'bench', 'cli', 'lib', 'lambda', 'rehearsal', 'sandbox', 'examples', 'scripts'], { cwd: folder, encoding: 'utf8' });
    } catch (thrown) {
      return (thrown as { readonly stdout: string }).stdout;
    }
  };
  const { summary } = JSON.parse(cruised()) as { readonly summary: { readonly violations: readonly { readonly from: string; readonly rule: Rule }[] } };
  const breaks = (name: string, files: readonly string[]): boolean => summary.violations.some(({ from, rule }) => rule.name === name && files.includes(from));
  // Of a cycle either file is told.
  expect(Object.entries(FORBIDDEN).filter(([rule, files]) => !breaks(rule, files)).map(([rule]) => rule)).toEqual([]);
});
