import { homepage } from '../../package.json';
import { PLAN } from '../../rehearsal/plan-shape';
import { SNAPSHOT } from '../../sandbox/seed/parse-snapshot';
import { PROBE_RESULT } from '../../sandbox/seed/probe-result';
import type { Shape } from '../../sandbox/seed/shape';
import { jsonSchemaOf } from './json-schema';

/** A file of the repository. */
interface SchemaFile {
  readonly file: string;
  readonly text: string;
}

/** The schemas of the documents that the command writes. */
export function schemas(): readonly SchemaFile[] {
  return [
    schema('plan', PLAN, 'What a deployment would do, as `cdk-org-guard plan --format json` writes it. docs/plan.md says what the verbs mean.'),
    schema('probe', PROBE_RESULT, 'What was found of the behaviour of AWS, as `cdk-org-guard probe` writes it. docs/probe.md says what was looked at.'),
    schema('snapshot', SNAPSHOT, 'What was really there, as `cdk-org-guard snapshot` writes it. Entities have the members with which their services answer.'),
  ];
}

function schema(name: string, shape: Shape, description: string): SchemaFile {
  const file = `docs/schemas/${name}.schema.json`;
  const document = {
    $schema: 'http://json-schema.org/draft-07/schema#', $id: `${homepage}/blob/main/${file}`, $comment: 'Written by `npm run docs`.', description, ...jsonSchemaOf(shape),
  };
  return { file, text: `${JSON.stringify(document, undefined, 2)}\n` };
}
