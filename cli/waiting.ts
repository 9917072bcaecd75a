import {
  CloudFormationClient, GetTemplateCommand, paginateDescribeStackEvents, paginateListStackResources, StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import { DescribeHandshakeCommand, Handshake, HandshakeNotFoundException, OrganizationsClient } from '@aws-sdk/client-organizations';
import { accountInArn } from '../lambda/guard/arn';
import { parsePhysicalResourceId } from '../lambda/guard/ownership';
import { isPending } from '../lambda/organizations/handshake';
import { invitedAccountId } from '../lambda/organizations/invited-account';
import { organizationsRegion } from '../lambda/organizations/region';
import { ACCOUNT_INVITATION_RESOURCE_TYPE, ACCOUNT_MEMBERSHIP_RESOURCE_TYPE } from '../lib/contract/organizations';

/** AWS Organizations takes few requests a second, and the functions that wait ask as well. */
const PATIENT = { maxAttempts: 10 };

const NESTED_STACK_TYPE = 'AWS::CloudFormation::Stack';

/** A resource that is being deleted waits for nobody, and neither does one that was given up. */
const IS_BEING_MADE = ['CREATE_IN_PROGRESS', 'UPDATE_IN_PROGRESS'];

const MINUTE = 60_000;

/** What is read with. */
export interface WaitingClients {
  readonly cloudFormation: CloudFormationClient;
  organizations(region: string): OrganizationsClient;
}

/** With the credentials, profile and Region that the AWS CLI would take. */
function ownClients(): WaitingClients {
  return { cloudFormation: new CloudFormationClient(PATIENT), organizations: (region) => new OrganizationsClient({ ...PATIENT, region }) };
}

/** What a template says of the resource that waits, as far as it is one of this library. */
interface MembershipTemplate {
  readonly Properties?: { readonly HandshakeId?: { readonly 'Fn::GetAtt'?: readonly string[] } | null; readonly TimeoutMinutes?: unknown } | null;
}

type Resources = Readonly<Record<string, MembershipTemplate | null>>;

/** A resource for whose sake a deployment stands still. */
interface Wait {
  /** What is accepted: one invitation, or any of the stack if the template, which may be that from before, doesn't tell. */
  readonly invitations: readonly StackResourceSummary[];
  /** The name of the nested stack that it is in. */
  readonly nestedIn?: string;
  /** Until when the deployment waits, if the template tells. */
  readonly until?: Date;
}

/**
 * Tells for whom the deployment of a stack waits, and what they have to do. Reads only: the resources, the template and the newest events of the stack and of
 * those nested in it, and the handshakes of its invitations.
 *
 * @throws what AWS says, if the stack or a handshake can't be read
 */
export async function tellWaiting(stackName: string, { cloudFormation, organizations: clientFor }: WaitingClients = ownClients()): Promise<string> {
  const waits = await waitsOf(cloudFormation, stackName);
  if (waits.length === 0) return `Stack ${stackName} doesn't wait for anybody.`;

  const organizations = clientFor(organizationsRegion(await cloudFormation.config.region()));
  const told = new Set<string>();
  for (const wait of waits) {
    for (const invitation of wait.invitations) told.add(await tellInvitation(organizations, wait, invitation));
  }
  const accounts = waits.length === 1 ? 'an account' : `${waits.length} accounts`;
  return [`Stack ${stackName} waits for ${accounts}.`, ...[...told].filter(Boolean)].join('\n\n');
}

async function waitsOf(cloudFormation: CloudFormationClient, stackName: string, nestedIn?: string): Promise<Wait[]> {
  const resources = await resourcesOf(cloudFormation, stackName);
  const changing = resources.filter(({ ResourceStatus: status = '' }) => IS_BEING_MADE.includes(status));
  const memberships = changing.filter(({ ResourceType: type }) => type === ACCOUNT_MEMBERSHIP_RESOURCE_TYPE);
  const nested = [];
  for (const { ResourceType: type, PhysicalResourceId: id = '' } of changing) {
    if (type === NESTED_STACK_TYPE && id !== '') nested.push(...await waitsOf(cloudFormation, id, nameIn(id)));
  }
  if (memberships.length === 0 || await isRollingBack(cloudFormation, stackName)) return nested;

  const declared = await templateOf(cloudFormation, stackName);
  const invitations = resources.filter(({ ResourceType: type }) => type === ACCOUNT_INVITATION_RESOURCE_TYPE);
  const own = memberships.filter(({ LogicalResourceId: id = '' }) => isForPeople(declared[id])).map(({ LogicalResourceId: id = '', LastUpdatedTimestamp: began }) => {
    const { HandshakeId: handshakeId, TimeoutMinutes: minutes } = declared[id]?.Properties ?? {};
    const awaited = invitations.filter(({ LogicalResourceId: invitation }) => invitation === handshakeId?.['Fn::GetAtt']?.[0]);
    const until = new Date((began?.getTime() ?? NaN) + Number(minutes) * MINUTE);
    return {
      invitations: awaited.length === 0 ? invitations : awaited,
      ...(nestedIn !== undefined && { nestedIn }),
      ...(!Number.isNaN(until.getTime()) && { until }),
    };
  });
  return [...own, ...nested];
}

/** Not one that a role accepts, or that only has its place. One that the template doesn't have may be any. */
function isForPeople(declared: MembershipTemplate | null | undefined): boolean {
  return !declared?.Properties || declared.Properties.TimeoutMinutes !== undefined;
}

async function resourcesOf(cloudFormation: CloudFormationClient, StackName: string): Promise<StackResourceSummary[]> {
  const resources = [];
  for await (const { StackResourceSummaries: page = [] } of paginateListStackResources({ client: cloudFormation }, { StackName })) resources.push(...page);
  return resources;
}

/** By the newest event of the stack itself: a rollback waits for nobody, and the resources don't tell that it is one. */
async function isRollingBack(cloudFormation: CloudFormationClient, StackName: string): Promise<boolean> {
  for await (const { StackEvents: events = [] } of paginateDescribeStackEvents({ client: cloudFormation }, { StackName })) {
    const newest = events.find(({ StackId: stack, PhysicalResourceId: id }) => id === stack);
    if (newest) return newest.ResourceStatus?.includes('ROLLBACK') === true;
  }
  return false;
}

/** @returns nothing if it isn't JSON, which no template of the CDK is */
async function templateOf(cloudFormation: CloudFormationClient, StackName: string): Promise<Resources> {
  const { TemplateBody = '' } = await cloudFormation.send(new GetTemplateCommand({ StackName, TemplateStage: 'Processed' }));
  try {
    return (JSON.parse(TemplateBody) as { readonly Resources?: Resources | null } | null)?.Resources ?? {};
  } catch {
    return {};
  }
}

async function tellInvitation(organizations: OrganizationsClient, wait: Wait, { LogicalResourceId, PhysicalResourceId = '' }: StackResourceSummary): Promise<string> {
  const handshakeId = parsePhysicalResourceId(PhysicalResourceId)?.id;
  if (!handshakeId?.startsWith('h-')) return '';
  const name = `${LogicalResourceId}${wait.nestedIn === undefined ? '' : ` in the nested stack ${wait.nestedIn}`}`;
  const handshake = await handshakeOf(organizations, handshakeId);
  if (!handshake) return `${name}: AWS doesn't know handshake ${handshakeId} any more, so the deployment will fail; its message says what to do.`;
  const { State: state, ExpirationTimestamp: expires } = handshake;
  if (state === 'ACCEPTED') return `${name}: ${invitedIn(handshake)} has accepted; the deployment goes on with its next look, within 15 seconds.`;
  if (!isPending(handshake)) return `${name}: handshake ${handshakeId} is ${state}, so the deployment will fail; its message says what to do.`;
  if (expires && expires.getTime() <= timeOf(organizations)) {
    return `${name}: handshake ${handshakeId} has expired, at ${expires.toISOString()}, so the deployment will fail; its message says what to do.`;
  }
  return [
    `${name}: an administrator of ${invitedIn(handshake)} has to accept handshake ${handshakeId},`,
    '  signed in to that account, under Invitations in the AWS Organizations console or with',
    `  aws organizations accept-handshake --handshake-id ${handshakeId}`,
    ...(wait.until ? [`  The deployment waits until ${wait.until.toISOString()}.`] : []),
    ...(expires ? [`  The invitation is valid until ${expires.toISOString()}.`] : []),
  ].join('\n');
}

/** The time of the service: the client has corrected its own by the answers. */
function timeOf({ config }: OrganizationsClient): number {
  return Date.now() + config.systemClockOffset;
}

async function handshakeOf(organizations: OrganizationsClient, HandshakeId: string): Promise<Handshake | undefined> {
  try {
    return (await organizations.send(new DescribeHandshakeCommand({ HandshakeId }))).Handshake;
  } catch (thrown) {
    if (thrown instanceof HandshakeNotFoundException) return undefined;
    throw thrown;
  }
}

/** Whom the handshake is for. Whoever may read it may know the address. */
function invitedIn(handshake: Handshake): string {
  const { Arn: arn = '', Parties: parties = [] } = handshake;
  const email = parties.find(({ Type: type }) => type === 'EMAIL')?.Id;
  if (email !== undefined) return `the account of ${email}`;
  // The account in its ARN is the one that invites.
  const account = invitedAccountId({}, handshake, accountInArn(arn));
  return account === '' ? 'the invited account' : `account ${account}`;
}

/** The name in the ARN of a stack. */
function nameIn(arn: string): string {
  return arn.split('/')[1] ?? arn;
}
