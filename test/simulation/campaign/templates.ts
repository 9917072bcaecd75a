import { gzipSync } from 'node:zlib';
import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Acceptance, InvitationCampaign, Roster } from '../../../lib';
import { rosterLines } from '../../../lib/campaign/roster-lines';
import { CAMPAIGN_RESOURCE_TYPE, CampaignProperties } from '../../../lib/contract/campaign';
import type { ResourceDefinition } from '../../../sandbox/cloudformation/template';
import { UNIT } from '../../support/declared-invitations';
import { ASSETS } from '../../support/ids';
import { SIBLING_HANDLER } from '../contents/sibling';
import { accountIdOf, addressOf, numberOf } from './declared';
import type { PlannedCampaign, PlannedRow } from './plan';

/** The role that accepts, in the accounts that have it. */
export const ROLE_NAME = 'Join';

type Resources = Readonly<Record<string, ResourceDefinition>>;

/** What the construct makes, in which only the properties of the campaign and its roster are different from one template to the next. */
interface Example {
  readonly logicalId: string;
  readonly key: string;
  readonly resources: string;
}

let known: Example | undefined;

/** The logical id of the campaign in every template. */
export function campaignId(): string {
  return example().logicalId;
}

/**
 * The template of a stack with a campaign, in the shape that the construct gives it.
 *
 * @param sibling after how many milliseconds another resource fails, once the campaign has been deployed; null if none does
 * @param number of the deployment, so that the sibling is another one each time
 * @param publish puts the roster into the bucket for assets
 */
export function templateOf(campaign: PlannedCampaign, sibling: number | null, number: number, publish: (key: string, content: Uint8Array) => void): string {
  const { logicalId, key: exampleKey, resources } = example();
  const { text, hash } = rosterLines(campaign.rows.map(numberedRow).sort((one, other) => one.row - other.row));
  const key = `${hash}.gz`;
  publish(key, gzipSync(text));
  const all = JSON.parse(resources.replaceAll(exampleKey, key)) as Resources;
  const own = all[logicalId] as ResourceDefinition;
  const declared = { ...own, Properties: { ServiceToken: own.Properties?.ServiceToken, ...own.Properties, ...propertiesOf(campaign, key, hash) } };
  const [scheduleId, schedule] = Object.entries(all).find(([, { Type }]) => Type === 'AWS::Scheduler::Schedule') as [string, ResourceDefinition];
  const rate = campaign.hours === 1 ? 'rate(1 hour)' : `rate(${campaign.hours} hours)`;
  const timed = { ...schedule, Properties: { ...schedule.Properties, ScheduleExpression: rate } };
  return JSON.stringify({ Resources: { ...all, [logicalId]: declared, [scheduleId]: timed, ...siblingOf(sibling, number, all, logicalId) } });
}

function propertiesOf(campaign: PlannedCampaign, Key: string, Hash: string): Partial<Record<keyof CampaignProperties, unknown>> {
  const { invitationsPerDay, reinvitations, mostFailures, cancelsRemoved, isDestroyed, byRole, generation } = campaign;
  return {
    Source: { Bucket: ASSETS, Key, Hash },
    InvitationsPerDay: invitationsPerDay ?? undefined, Reinvitations: reinvitations, MostFailures: mostFailures, CancelRemoved: cancelsRemoved || undefined,
    RemovalPolicy: isDestroyed ? 'DESTROY' : 'RETAIN', RoleName: byRole ? ROLE_NAME : undefined, Generation: generation > 0 ? String(generation) : undefined,
  };
}

function numberedRow(row: PlannedRow): Parameters<typeof rosterLines>[0][number] {
  const { account, by, hasUnit, hasTags, priority, generation } = row;
  return {
    row: numberOf(row), ...(by === 'ID' ? { account: accountIdOf(account) } : { email: addressOf(account) }),
    ...(hasUnit && { organizationalUnitId: UNIT }), ...(hasTags && { tags: { Team: 'Payments' } }), ...(priority !== null && { priority }),
    ...(generation > 0 && { generation: String(generation) }),
  } as Parameters<typeof rosterLines>[0][number];
}

function siblingOf(milliseconds: number | null, number: number, all: Resources, logicalId: string): Resources {
  if (milliseconds === null) return {};
  const [name, own] = Object.entries(all).find(([, { Type }]) => Type === 'AWS::Lambda::Function') as [string, ResourceDefinition];
  return {
    SiblingFunction: { ...own, Properties: { ...own.Properties, Handler: SIBLING_HANDLER }, DependsOn: name },
    Sibling: {
      Type: 'Custom::Sibling', DependsOn: ['SiblingFunction', logicalId],
      Properties: { ServiceToken: { 'Fn::GetAtt': ['SiblingFunction', 'Arn'] }, Milliseconds: milliseconds, Number: number },
    },
  };
}

/** With every permission that a campaign can need. */
function example(): Example {
  known ??= synthesized();
  return known;
}

function synthesized(): Example {
  const app = new App({ analyticsReporting: false });
  const stack = new Stack(app, 'Stack');
  new InvitationCampaign(stack, 'Merger', {
    roster: Roster.inline([{ account: accountIdOf(0), organizationalUnitId: UNIT, tags: { Team: 'Payments' } }]), cancelRemoved: true,
    removalPolicy: RemovalPolicy.DESTROY, acceptance: Acceptance.assumeRole({ roleName: ROLE_NAME }),
  });
  const { Resources: resources } = app.synth().getStackByName(stack.stackName).template as { readonly Resources: Resources };
  const campaigns = Object.entries(resources).filter(([, { Type }]) => Type === CAMPAIGN_RESOURCE_TYPE);
  const [[logicalId, { Properties: properties }]] = campaigns as [[string, ResourceDefinition]];
  return { logicalId, key: (properties?.Source as { readonly Key: string }).Key, resources: JSON.stringify(resources) };
}
