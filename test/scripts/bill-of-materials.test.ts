import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import Ajv from 'ajv';
import { dependencies, version } from '../../package.json';

/** What is in the package of others, as a bill of materials tells it. */

const ROOT = path.join(__dirname, '..', '..');
const SCHEMAS = path.join(ROOT, 'node_modules', '@cyclonedx', 'cyclonedx-library', 'res', 'schema');

interface Component {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly hashes?: readonly unknown[];
  readonly licenses: readonly { readonly license?: { readonly id: string }; readonly expression?: string }[];
  readonly properties: readonly { readonly value: string }[];
}

interface BillOfMaterials {
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

const bill = JSON.parse(readFileSync(path.join(ROOT, 'assets', 'cdk-org-guard.cdx.json'), 'utf8')) as BillOfMaterials;
const refs = bill.components.map((component) => component['bom-ref']);

function schema(name: string): object {
  return JSON.parse(readFileSync(path.join(SCHEMAS, `${name}.SNAPSHOT.schema.json`), 'utf8')) as object;
}

test('it is valid CycloneDX 1.6', () => {
  const ajv = new Ajv({ allErrors: true, logger: false, unknownFormats: ['iri-reference', 'idn-email'] });
  for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs']) ajv.addSchema({ ...schema(name), $id: `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json` });
  const validate = ajv.compile(schema('bom-1.6'));
  void validate(bill);
  expect(validate.errors ?? []).toEqual([]);
  expect(validate({ ...bill, components: [{ name: 'without a type' }] })).toBe(false);
});

test('it tells of this version, and of nothing that changes with the time or the computer', () => {
  expect(bill.metadata).toEqual({ component: expect.objectContaining({ name: 'cdk-org-guard', version }) as unknown });
  expect(JSON.stringify(bill)).not.toMatch(/timestamp|serialNumber|"\/|registry/);
});

test('each package whose code is in the command is in it, from a version that is locked', () => {
  const command = readFileSync(path.join(ROOT, 'assets', 'sandbox', 'cdk-org-guard.js'), 'utf8');
  const bundled = [...command.matchAll(/^\s*\/\/ .*?(node_modules\/(?:\S*\/node_modules\/)?(?:@[^/\s]+\/)?[^/\s]+)\/\S+$/gm)].map(([, folder = '']) => folder);
  expect(new Set(bundled).size).toBeGreaterThan(30);
  expect([...new Set(bundled)].filter((folder) => !refs.includes(folder))).toEqual([]);
  expect(bill.components.filter(({ hashes, 'bom-ref': ref }) => !hashes && !/\/node_modules\/.*\/node_modules\//.test(`/${ref}`)).map(({ name }) => name)).toEqual([]);
});

test('what comes as a package of its own is in it, too', () => {
  expect(refs).toEqual(expect.arrayContaining(Object.keys(dependencies).map((name) => `node_modules/${name}`)));
});

test('it is told of everything by what it is needed', () => {
  const needs = new Map(bill.dependencies.map(({ ref, dependsOn = [] }) => [ref, dependsOn]));
  const reached = new Set(['cdk-org-guard']);
  // A Set is gone through with what is added meanwhile.
  for (const ref of reached) for (const needed of needs.get(ref) ?? []) reached.add(needed);
  expect(refs.filter((ref) => !reached.has(ref))).toEqual([]);
});

test('every licence allows that its code is shipped here, and its text comes along', () => {
  const licences = readFileSync(path.join(ROOT, 'assets', 'THIRD-PARTY-LICENCES.txt'), 'utf8');
  const ids = new Set(bill.components.flatMap(({ licenses }) => licenses.map(({ license, expression }) => license?.id ?? expression)));
  expect([...ids].filter((id) => !['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'].includes(id ?? ''))).toEqual([]);
  const headings = bill.components.map(({ purl }) => decodeURIComponent(purl.replace('pkg:npm/', '')).replace(/@([^@]+)$/, ' $1'));
  expect(headings.filter((heading) => !licences.includes(`${heading} (`))).toEqual([]);
});
