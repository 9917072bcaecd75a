import type { App } from 'aws-cdk-lib';
import { invitedAccount } from '../../examples/organization/invited-account';
import type { SeededRole } from '../../sandbox/organizations/seed';

/** The role of examples/organization/invited-account.ts, as if it had been deployed to an account that is invited. */
export function joinRole(account: string): SeededRole {
  const { Resources } = (invitedAccount.node.root as App).synth().getStackByName(invitedAccount.stackName).template as {
    Resources: Record<string, { Properties: { RoleName: string; AssumeRolePolicyDocument: object; Policies: { PolicyDocument: object }[] } }>;
  };
  const { RoleName, AssumeRolePolicyDocument, Policies } = Object.values(Resources)[0]!.Properties;
  return { account, roleName: RoleName, trustPolicy: AssumeRolePolicyDocument, policies: Policies.map(({ PolicyDocument }) => PolicyDocument) };
}
