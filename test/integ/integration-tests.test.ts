import { readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import * as path from 'node:path';
import { Construct } from 'constructs';
import { ROOT } from '../../scripts/root';
import * as library from '../../lib';

interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties?: { readonly expected?: string } }>>;
}

const CONSTRUCTS = Object.entries(library).filter(([, exported]) => typeof exported === 'function' && exported.prototype instanceof Construct).map(([name]) => name);

interface Hooks {
  readonly postDeploy?: readonly string[];
  readonly postDestroy?: readonly string[];
}

/** The operations that an integration test may assert by: what the service of its construct says, not what its stack does. */
const ASSERTION = /^Custom::DeployAssert@SdkCall(?:identitystore|organizations)/;

const fileOf = (construct: string): string => `integ.${construct.replace(/\B[A-Z]/g, '-$&').toLowerCase()}.ts`;

function templatesIn(snapshot: string): string[] {
  return readdirSync(path.join(__dirname, snapshot)).filter((name) => name.endsWith('.template.json'));
}

function textOf(...file: string[]): string {
  return readFileSync(path.join(__dirname, ...file), 'utf8');
}

function hooksOf(construct: string): Hooks {
  const { testCases } = JSON.parse(textOf(`${fileOf(construct)}.snapshot`, 'integ.json')) as { readonly testCases: Readonly<Record<string, { readonly hooks: Hooks }>> };
  return testCases['Test/DefaultTest']?.hooks ?? {};
}

test('there are constructs to look for', () => expect(CONSTRUCTS).toEqual(expect.arrayContaining(['User', 'Group', 'AccountInvitation'])));

test('each construct of the library has an integration test, and nothing else has one', () => {
  expect(readdirSync(__dirname).filter((name) => /^integ\..*\.ts$/.test(name)).sort()).toEqual(CONSTRUCTS.map(fileOf).sort());
});

test.each(CONSTRUCTS)('that of %s declares one, and asserts by a call to its service what is there afterwards', (construct) => {
  expect(textOf(fileOf(construct))).toMatch(new RegExp(`\\b(?:new ${construct}\\(|${construct}\\.from)`));
  const snapshot = `${fileOf(construct)}.snapshot`;
  const resources = templatesIn(snapshot).flatMap((name) => Object.values((JSON.parse(textOf(snapshot, name)) as Template).Resources));
  const assertions = resources.filter(({ Type: type, Properties: properties }) => ASSERTION.test(type) && properties?.expected !== undefined);
  expect(assertions.length + (hooksOf(construct).postDeploy ?? []).length).toBeGreaterThan(0);
});

test.each(CONSTRUCTS.filter((construct) => construct !== 'AllFeatures'))('that of %s looks at what is left when its stacks are gone', (construct) => {
  expect(hooksOf(construct).postDestroy).toEqual(expect.arrayContaining([expect.stringMatching(/^node --import tsx looks\.ts (?:no-|kept-)/)]));
});

test.each(CONSTRUCTS)('the snapshot of %s has nothing in it of the computer on which it was made', (construct) => {
  const snapshot = `${fileOf(construct)}.snapshot`;
  const files = readdirSync(path.join(__dirname, snapshot), { withFileTypes: true }).filter((entry) => entry.isFile());
  const texts = files.map(({ name }) => textOf(snapshot, name));
  expect(texts.length).toBeGreaterThan(3);
  for (const machine of [ROOT, homedir()]) expect(texts.filter((text) => text.includes(machine))).toEqual([]);
});
