/** Fails unless the organization has all features, so that nothing is deployed that would ask for them. */
import { DescribeOrganizationCommand, OrganizationsClient } from '@aws-sdk/client-organizations';

async function main(): Promise<void> {
  const { Organization: organization } = await new OrganizationsClient({}).send(new DescribeOrganizationCommand());
  if (organization?.FeatureSet !== 'ALL') throw new Error(`${organization?.Id} doesn't have all features, which the test of AllFeatures would request`);
}

main().catch((thrown: Error) => {
  process.stderr.write(`${thrown.message}\n`);
  process.exitCode = 1;
});
