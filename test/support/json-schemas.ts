import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import Ajv from 'ajv';

const FOLDER = path.join(__dirname, '..', '..', 'docs', 'schemas');

/** What a schema of the package has to say against a document, with the place in it. */
export function problemsOf(schema: 'plan' | 'snapshot', document: unknown): string[] {
  const validate = new Ajv({ allErrors: true }).compile(JSON.parse(readFileSync(path.join(FOLDER, `${schema}.schema.json`), 'utf8')) as object);
  void validate(document);
  return (validate.errors ?? []).map(({ dataPath, message = '' }) => `${dataPath} ${message}`);
}
