import { deepStrictEqual } from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { expectMembers } from './calls';
import { directoryOf } from './directory';
import { absent, ForeignClient, NOT_THERE, STORE } from './foreign-client';
import { run, RunResult } from './run';
import type { Steps } from './steps';
import { ADMINISTRATOR, INSTANCE_ARN, MANAGEMENT, MEMBER, PERMISSION_SET_ARN } from './world';

/** Milliseconds within which the provider has to be had. */
const INIT_LIMIT = 20_000;
const APPLY_LIMIT = 120_000;

const ADA = {
  identity_store_id: STORE,
  user_name: 'ada',
  display_name: 'Ada Lovelace',
  name: { given_name: 'Ada', family_name: 'Lovelace' },
  emails: { value: 'ada@example.com', type: 'work', primary: true },
  phone_numbers: { value: '+44 20 7946 0000', type: 'work', primary: true },
  addresses: { street_address: '12 St James\'s Square', locality: 'London', country: 'GB', primary: true },
  title: 'Analyst',
};
const AUGUSTA = { ...ADA, title: 'Programmer', emails: { value: 'augusta@example.com', type: 'home', primary: true }, phone_numbers: [] };
const TWIN = { ...ADA, emails: [], depends_on: ['aws_identitystore_user.ada'] };

/** Terraform with the AWS provider: where the provider is not to be had, it isn't run. */
export const TERRAFORM: ForeignClient = {
  name: 'Terraform',
  async find(env) {
    if ((await run('terraform', ['version'], { env })).exitCode !== 0) return absent(NOT_THERE);
    const workspace = new Workspace(env);
    const version = await workspace.init();
    if (version === undefined) {
      workspace.remove();
      return absent(`terraform init can't get the AWS provider, neither from a mirror nor within ${INIT_LIMIT / 1000} s`);
    }
    return {
      kind: 'FOUND',
      title: `Terraform's AWS provider ${version}`,
      drive: async (steps, { empty, seeded }) => {
        await drive(workspace.for(empty), steps, empty);
        await readWorld(workspace.for(seeded, true), steps);
      },
      end: async () => { workspace.remove(); },
    };
  },
};

async function drive(workspace: Workspace, steps: Steps, env: NodeJS.ProcessEnv): Promise<void> {
  await steps.take('creates a user, a group and a membership', async () => {
    succeeded(await workspace.apply(resources(ADA, 'admins')));
    const { users: [user], groups: [group] } = await directoryOf(env);
    expectMembers({ ...user }, { UserName: 'ada', Title: 'Analyst', Emails: [{ Value: 'ada@example.com', Type: 'work', Primary: true }] });
    expectMembers({ ...group }, { DisplayName: 'admins', Description: 'Platform team' });
  });
  await steps.take('reads them, and sees no difference', async () => succeeded(await workspace.plan()));
  await steps.take('finds the user and the group by their names', async () => {
    succeeded(await workspace.apply({ ...resources(ADA, 'admins'), ...lookUps('ada', 'admins') }));
    const { users: [user], groups: [group] } = await directoryOf(env);
    deepStrictEqual(await workspace.outputs(), { user: user?.UserId, group: group?.GroupId });
  });
  await steps.take('changes title and e-mail, removes the phone number, renames the group', async () => {
    succeeded(await workspace.apply(resources(AUGUSTA, 'platform')));
    const { users: [user], groups: [group] } = await directoryOf(env);
    const Emails = [{ Value: 'augusta@example.com', Type: 'home', Primary: true }];
    expectMembers({ ...user }, { UserName: 'ada', Title: 'Programmer', Emails, PhoneNumbers: undefined });
    expectMembers({ ...group }, { DisplayName: 'platform' });
  });
  await steps.take('reads the changes, and sees no difference', async () => succeeded(await workspace.plan()));
  await steps.take('is refused a user name twice', async () => {
    const { exitCode, stderr } = await workspace.apply(resources(AUGUSTA, 'platform', { twin: TWIN }));
    if (exitCode === 0 || !stderr.includes('ConflictException')) throw new Error(`no ConflictException, but exit code ${exitCode}: ${stderr}`);
  });
  await steps.take('deletes all', async () => succeeded(await workspace.terraform('destroy', ['-auto-approve'])));
  await steps.take('leaves nothing in the sandbox', async () => deepStrictEqual(await directoryOf(env), { users: [], groups: [] }));
}

/** What other stacks look up first. */
async function readWorld(workspace: Workspace, steps: Steps): Promise<void> {
  await steps.take('finds the instance of the Identity Center, a permission set, a group, and the organization', async () => {
    succeeded(await workspace.apply({
      data: {
        aws_ssoadmin_instances: { found: {} },
        aws_ssoadmin_permission_set: { found: { instance_arn: '${tolist(data.aws_ssoadmin_instances.found.arns)[0]}', name: 'ReadOnly' } },
        aws_identitystore_groups: { found: { identity_store_id: '${tolist(data.aws_ssoadmin_instances.found.identity_store_ids)[0]}' } },
        aws_organizations_organization: { found: {} },
        aws_organizations_organizational_units: { found: { parent_id: '${data.aws_organizations_organization.found.roots[0].id}' } },
        aws_organizations_delegated_administrators: { found: {} },
        aws_organizations_delegated_services: { found: { account_id: ADMINISTRATOR } },
        aws_organizations_policies: { found: { filter: 'SERVICE_CONTROL_POLICY' } },
        aws_organizations_policies_for_target: { found: { filter: 'SERVICE_CONTROL_POLICY', target_id: MEMBER } },
        aws_organizations_policy: { found: { policy_id: 'p-FullAWSAccess' } },
        aws_organizations_resource_tags: { found: { resource_id: MEMBER } },
      },
      output: {
        instance: { value: '${tolist(data.aws_ssoadmin_instances.found.arns)[0]}' },
        permission_set: { value: '${data.aws_ssoadmin_permission_set.found.arn}' },
        group: { value: '${data.aws_identitystore_groups.found.groups[0].display_name}' },
        accounts: { value: '${data.aws_organizations_organization.found.accounts[*].id}' },
        services: { value: '${data.aws_organizations_organization.found.aws_service_access_principals}' },
        unit: { value: '${data.aws_organizations_organizational_units.found.children[0].name}' },
        policy: { value: '${data.aws_organizations_policy.found.name}' },
        tags: { value: '${data.aws_organizations_resource_tags.found.tags}' },
      },
    }));
    deepStrictEqual(await workspace.outputs(), {
      instance: INSTANCE_ARN, permission_set: PERMISSION_SET_ARN, group: 'admins', accounts: [MANAGEMENT, MEMBER, ADMINISTRATOR],
      services: ['sso.amazonaws.com'], unit: 'Workloads', policy: 'FullAWSAccess', tags: { team: 'data' },
    });
  });
}

function resources(user: object, group: string, more: Readonly<Record<string, object>> = {}): object {
  const reference = { identity_store_id: STORE, group_id: '${aws_identitystore_group.admins.group_id}', member_id: '${aws_identitystore_user.ada.user_id}' };
  return {
    resource: {
      aws_identitystore_user: { ada: user, ...more },
      aws_identitystore_group: { admins: { identity_store_id: STORE, display_name: group, description: 'Platform team' } },
      aws_identitystore_group_membership: { ada: reference },
    },
  };
}

function lookUps(user: string, group: string): object {
  const by = (attribute_path: string, attribute_value: string): object =>
    ({ identity_store_id: STORE, alternate_identifier: { unique_attribute: { attribute_path, attribute_value } } });
  return {
    data: { aws_identitystore_user: { found: by('UserName', user) }, aws_identitystore_group: { found: by('DisplayName', group) } },
    output: {
      user: { value: '${data.aws_identitystore_user.found.user_id}' },
      group: { value: '${data.aws_identitystore_group.found.group_id}' },
    },
  };
}

function succeeded({ exitCode, stdout, stderr }: RunResult): void {
  if (exitCode !== 0) throw new Error(`exit code ${exitCode}: ${stderr || stdout}`);
}

/** A directory in which Terraform runs. */
class Workspace {
  private readonly directory = mkdtempSync(path.join(tmpdir(), 'cdk-org-guard-terraform-'));
  private env: NodeJS.ProcessEnv;
  private asksWhoItIs = false;

  constructor(env: NodeJS.ProcessEnv) {
    this.env = { ...env, CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1' };
  }

  /**
   * Turns to another sandbox.
   *
   * @param asksWhoItIs whether the provider asks STS for its account: what it reads of an organization depends on that
   */
  public for(env: NodeJS.ProcessEnv, asksWhoItIs = false): this {
    this.env = { ...this.env, ...env };
    this.asksWhoItIs = asksWhoItIs;
    return this;
  }

  /** Gets the provider and returns its version, or undefined if it is not to be had. */
  public async init(): Promise<string | undefined> {
    this.write({});
    const { exitCode } = await this.terraform('init', [], INIT_LIMIT);
    if (exitCode !== 0) return undefined;
    const { stdout } = await run('terraform', ['version', '-json'], { env: this.env, directory: this.directory });
    const { provider_selections: selected } = JSON.parse(stdout) as { provider_selections: Record<string, string> };
    return Object.values(selected)[0];
  }

  public apply(configuration: object): Promise<RunResult> {
    this.write(configuration);
    return this.terraform('apply', ['-auto-approve']);
  }

  /** Its exit code is 2 if there is anything to change. */
  public plan(): Promise<RunResult> {
    return this.terraform('plan', ['-detailed-exitcode']);
  }

  public async outputs(): Promise<Record<string, unknown>> {
    const { stdout } = await run('terraform', ['output', '-json'], { env: this.env, directory: this.directory });
    const outputs = JSON.parse(stdout) as Record<string, { value: unknown }>;
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
  }

  public terraform(command: string, options: readonly string[], limit = APPLY_LIMIT): Promise<RunResult> {
    return run('terraform', [command, '-input=false', '-no-color', ...options], { env: this.env, directory: this.directory, limit });
  }

  public remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  private write(configuration: object): void {
    const { AWS_ENDPOINT_URL: endpoint } = this.env;
    const endpoints = { identitystore: endpoint, organizations: endpoint, ssoadmin: endpoint, sts: endpoint };
    writeFileSync(path.join(this.directory, 'main.tf.json'), JSON.stringify({
      terraform: { required_providers: { aws: { source: 'hashicorp/aws' } } },
      provider: { aws: { skip_credentials_validation: true, skip_requesting_account_id: !this.asksWhoItIs, skip_metadata_api_check: true, endpoints } },
      ...configuration,
    }));
  }
}
