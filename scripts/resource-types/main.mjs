// Writes the names of CloudFormation's resource types, as the `cdk` command that is developed with knows them.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { writeChanged } from '../bundle/changed-files.mjs';

const TYPE = /"cloudFormationType":"(\w+)::(\w+)::(\w+)"/g;

/** Writes the file, the same for the same version of the command. */
export async function generateResourceTypes(targetFile) {
  const manifest = createRequire(import.meta.url).resolve('aws-cdk/package.json');
  const { name, version } = JSON.parse(readFileSync(manifest, 'utf8'));
  // The specification that its diff goes by.
  const database = gunzipSync(readFileSync(join(dirname(manifest), 'db.json.gz'))).toString();
  const services = {};
  for (const [, organization, service, resource] of database.matchAll(TYPE)) (services[`${organization}::${service}`] ??= new Set()).add(resource);
  if (Object.keys(services).length === 0) throw new Error(`${name} ${version} has its types somewhere else`);
  const sorted = Object.fromEntries(Object.keys(services).sort().map((service) => [service, [...services[service]].sort()]));
  await writeChanged(targetFile, `${JSON.stringify({ source: `${name} ${version}`, services: sorted })}\n`);
}

const thisFile = fileURLToPath(import.meta.url);
if (argv[1] === thisFile) {
  await generateResourceTypes(fileURLToPath(new URL('../../sandbox/command/generated/resource-types.json', import.meta.url)));
}
