import { CloudFormationClient, GetTemplateCommand, paginateListStackResources, StackResourceSummary } from '@aws-sdk/client-cloudformation';
import { DescribeHandshakeCommand, Handshake, HandshakeNotFoundException, OrganizationsClient } from '@aws-sdk/client-organizations';
import { parsePhysicalResourceId } from '../lambda/guard/ownership';
import { isPending } from '../lambda/organizations/handshake';
import { invitedAccountId } from '../lambda/organizations/invited-account';
import { organizationsRegion } from '../lambda/organizations/region';
import { ACCOUNT_INVITATION_RESOURCE_TYPE, ACCOUNT_MEMBERSHIP_RESOURCE_TYPE } from '../lib/contract/organizations';

/** AWS Organizations takes few requests a second, and the functions that wait ask as well. */
const PATIENT = { maxAttempts: 10 };

interface Template {
  readonly Resources?: Readonly<Record<string, { readonly Properties?: { readonly HandshakeId?: { readonly 'Fn::GetAtt'?: readonly string[] } } }>>;
}

/**
 * Tells for whom the deployment of a stack waits, and what they have to do. Reads only: the resources and the template of the stack, and the handshakes of its
 * invitations, with the credentials that the AWS CLI would take.
 *
 * @throws what AWS says, if the stack or a handshake can't be read
 */
export async function tellWaiting(stackName: string): Promise<string> {
  const cloudFormation = new CloudFormationClient(PATIENT);
  const resources = await resourcesOf(cloudFormation, stackName);
  const waiting = resources.filter(isWaiting);
  if (waiting.length === 0) return `Stack ${stackName} doesn't wait for anybody.`;

  const organizations = new OrganizationsClient({ ...PATIENT, region: organizationsRegion(await cloudFormation.config.region()) });
  const invitations = invitationsOf(waiting, resources, await templateOf(cloudFormation, stackName));
  const told = [];
  for (const invitation of invitations) told.push(...await tellInvitation(organizations, invitation));
  const accounts = waiting.length === 1 ? 'an account' : `${waiting.length} accounts`;
  return [`Stack ${stackName} waits for ${accounts}.`, ...told].join('\n\n');
}

function isWaiting({ ResourceType: type, ResourceStatus: status }: StackResourceSummary): boolean {
  return type === ACCOUNT_MEMBERSHIP_RESOURCE_TYPE && status?.endsWith('_IN_PROGRESS') === true;
}

async function resourcesOf(cloudFormation: CloudFormationClient, StackName: string): Promise<StackResourceSummary[]> {
  const resources = [];
  for await (const { StackResourceSummaries: page = [] } of paginateListStackResources({ client: cloudFormation }, { StackName })) resources.push(...page);
  return resources;
}

/** @returns nothing if it isn't JSON, which no template of the CDK is */
async function templateOf(cloudFormation: CloudFormationClient, StackName: string): Promise<Template> {
  const { TemplateBody = '' } = await cloudFormation.send(new GetTemplateCommand({ StackName, TemplateStage: 'Processed' }));
  try {
    return JSON.parse(TemplateBody) as Template;
  } catch {
    return {};
  }
}

/** The invitations that are waited for; all of the stack if the template, which may be that from before, doesn't tell. */
function invitationsOf(
  waiting: readonly StackResourceSummary[], resources: readonly StackResourceSummary[], { Resources = {} }: Template,
): StackResourceSummary[] {
  const all = resources.filter(({ ResourceType: type }) => type === ACCOUNT_INVITATION_RESOURCE_TYPE);
  const awaited = waiting.map(({ LogicalResourceId: id = '' }) => Resources[id]?.Properties?.HandshakeId?.['Fn::GetAtt']?.[0]);
  return awaited.includes(undefined) ? all : all.filter(({ LogicalResourceId: id }) => awaited.includes(id));
}

async function tellInvitation(organizations: OrganizationsClient, { LogicalResourceId, PhysicalResourceId = '' }: StackResourceSummary): Promise<string[]> {
  const handshakeId = parsePhysicalResourceId(PhysicalResourceId)?.id;
  if (!handshakeId?.startsWith('h-')) return [];
  const handshake = await handshakeOf(organizations, handshakeId);
  if (!handshake) return [`${LogicalResourceId}: AWS doesn't know handshake ${handshakeId} any more, so the deployment will fail; its message says what to do.`];
  const { State: state, ExpirationTimestamp: expires } = handshake;
  if (state === 'ACCEPTED') return [`${LogicalResourceId}: ${invitedIn(handshake)} has accepted; the deployment goes on with its next look, within 15 seconds.`];
  if (!isPending(handshake)) return [`${LogicalResourceId}: handshake ${handshakeId} is ${state}, so the deployment will fail; its message says what to do.`];
  return [[
    `${LogicalResourceId}: an administrator of ${invitedIn(handshake)} has to accept handshake ${handshakeId}`,
    `  until ${expires?.toISOString() ?? 'it expires'}, signed in to that account, under Invitations in the AWS Organizations console or with`,
    `  aws organizations accept-handshake --handshake-id ${handshakeId}`,
  ].join('\n')];
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
  return email === undefined ? `account ${invitedAccountId({}, handshake, accountIn(arn))}` : `the account of ${email}`;
}

/** The account of a handshake's ARN is the one that invites. */
function accountIn(arn: string): string {
  return arn.split(':')[4] ?? '';
}
