import { NotEmulated, ServiceError } from '../protocol/service-error';
import { Random } from '../randomness';
import { Time } from '../time/time';
import { parsePolicy, parseTrustPolicy, PolicyDocument } from './policy';

interface Change {
  readonly effectiveAt: number;
  /** Nothing once the policy was taken away. */
  readonly document?: PolicyDocument;
}

interface Role {
  readonly trustPolicy: PolicyDocument;
  /** What became of each policy, oldest first, by the policy's name. */
  readonly policies: Map<string, Change[]>;
}

/** What a managed policy of AWS allows, as far as functions have one. */
const MANAGED_POLICIES: Readonly<Record<string, object>> = {
  'service-role/AWSLambdaBasicExecutionRole': {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'], Resource: '*' }],
  },
  'service-role/AWSLambdaVPCAccessExecutionRole': {
    Version: '2012-10-17',
    Statement: [{
      Sid: 'AWSLambdaVPCAccessExecutionPermissions',
      Effect: 'Allow',
      Action: [
        'logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents', 'ec2:CreateNetworkInterface', 'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeSubnets', 'ec2:DeleteNetworkInterface', 'ec2:AssignPrivateIpAddresses', 'ec2:UnassignPrivateIpAddresses',
      ],
      Resource: '*',
    }],
  },
};

/** The roles of one account with their policies. A change of a policy isn't effective at once, as in IAM. */
export class Roles {
  private readonly roles = new Map<string, Role>();

  /**
   * @param longestDelay milliseconds within which a changed policy becomes effective
   */
  constructor(private readonly time: Time, private readonly random: Random, private readonly longestDelay: number) {}

  /** Makes a role, or changes who may assume it. */
  public create(name: string, trustPolicy: unknown): void {
    this.roles.set(name, { trustPolicy: parseTrustPolicy(trustPolicy), policies: this.roles.get(name)?.policies ?? new Map() });
  }

  public delete(name: string): void {
    this.roles.delete(name);
  }

  /** @throws ServiceError `NoSuchEntity` for an unknown role, or if the document is malformed */
  public putPolicy(roleName: string, policyName: string, document: unknown, longestDelay = this.longestDelay): void {
    this.change(roleName, policyName, parsePolicy(document), longestDelay);
  }

  /** @throws ServiceError `NotEmulated` for a managed policy that the sandbox doesn't know */
  public attachManagedPolicy(roleName: string, policyArn: string): void {
    const document = MANAGED_POLICIES[policyArn.split(':policy/')[1] ?? ''];
    if (!document) throw new NotEmulated(`the managed policy ${policyArn}`);
    this.putPolicy(roleName, policyArn, document);
  }

  public removePolicy(roleName: string, policyName: string): void {
    if (this.roles.has(roleName)) this.change(roleName, policyName, undefined, this.longestDelay);
  }

  /** The policies that are effective by now, or at another moment. An unknown role has none. */
  public effectivePolicies(roleName: string, moment = this.time.now()): PolicyDocument[] {
    const role = this.roles.get(roleName);
    return [...role?.policies.values() ?? []]
      .map((changes) => changes.findLast(({ effectiveAt }) => effectiveAt <= moment)?.document)
      .filter((document) => document !== undefined);
  }

  /** Says who may assume the role, if there is such a role. */
  public trustPolicy(roleName: string): PolicyDocument | undefined {
    return this.roles.get(roleName)?.trustPolicy;
  }

  private change(roleName: string, policyName: string, document: PolicyDocument | undefined, longestDelay: number): void {
    const role = this.roles.get(roleName);
    if (!role) throw new ServiceError('NoSuchEntity', `The role with name ${roleName} cannot be found.`, {}, 404);
    const changes = role.policies.get(policyName) ?? [];
    const effectiveAt = this.time.now() + Math.floor(this.random() * longestDelay);
    role.policies.set(policyName, [...changes, { effectiveAt, ...(document && { document }) }]);
  }
}
