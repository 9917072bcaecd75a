import { Lazy, RemovalPolicy } from 'aws-cdk-lib';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { rootStackOf } from '../construct/root-stack';
import { DeployedFile } from '../contents/file/deployed-file';
import { CampaignProperties } from '../contract/campaign';
import { generationProperty } from '../custom-resource/generation';
import { Acceptance } from '../organizations/acceptance';
import { EXTERNAL_ID, NOTES } from '../organizations/invitation-properties';
import { refuse, requireMatch, requireWhole, ROLE_NAME_FORM } from '../properties/validation';
import { InvitationCampaignProps } from './invitation-campaign-props';

const DEFAULTS = { reinvitations: 2, stopAfterConsecutiveFailures: 5 };
const LARGEST = { reinvitations: 10, failures: 100, invitationsPerDay: 50_000 };

/** Fails the synthesis if a value isn't allowed. */
export function validateCampaign(scope: Construct, props: InvitationCampaignProps): void {
  const { invitationsPerDay, acceptance = Acceptance.none(), reinvitations, stopAfterConsecutiveFailures, notes } = props;
  requireWhole(scope, 'invitationsPerDay', invitationsPerDay?._most, 1, LARGEST.invitationsPerDay);
  requireWhole(scope, 'reinvitations', reinvitations, 0, LARGEST.reinvitations);
  requireWhole(scope, 'stopAfterConsecutiveFailures', stopAfterConsecutiveFailures, 1, LARGEST.failures);
  requireMatch(scope, 'notes', notes, NOTES, '1 to 1024 characters long');
  if (acceptance._mode === 'WAIT') refuse(scope, 'acceptance', acceptance, 'Acceptance.none() or Acceptance.assumeRole(): a campaign waits for everybody without a deployment');
  if (acceptance._mode !== 'ASSUME_ROLE') return;
  const { roleName, roleArn, externalId } = acceptance._role;
  if (roleArn !== undefined || roleName === undefined) {
    refuse(scope, 'acceptance', { roleName, roleArn }, 'assumeRole with the roleName that the role has in every account, and without a roleArn');
  }
  requireMatch(scope, 'acceptance.roleName', roleName, ROLE_NAME_FORM, '1 to 64 letters, digits and + = , . @ - _, without a path');
  requireMatch(scope, 'acceptance.externalId', externalId, EXTERNAL_ID, '2 to 1224 letters, digits and + = , . @ : / - _');
}

/** What is made of the roster and of the rest of the app. */
export interface CampaignPieces {
  readonly file: DeployedFile;
  readonly ledger: IBucket;
  /** Known once all of the app is declared. */
  readonly hasMetrics: () => boolean;
}

/** The properties of the custom resource. */
export function campaignProperties(scope: Construct, props: InvitationCampaignProps, { file, ledger, hasMetrics }: CampaignPieces): CampaignProperties {
  const { invitationsPerDay, acceptance = Acceptance.none(), reinvitations, stopAfterConsecutiveFailures, notes, cancelRemoved } = props;
  const { roleName, externalId } = acceptance._role;
  const root = rootStackOf(scope);
  return {
    Source: file.properties,
    Ledger: { Bucket: ledger.bucketName },
    ...(invitationsPerDay?._most !== undefined && { InvitationsPerDay: invitationsPerDay._most }),
    Reinvitations: reinvitations ?? DEFAULTS.reinvitations,
    MostFailures: stopAfterConsecutiveFailures ?? DEFAULTS.stopAfterConsecutiveFailures,
    ...(notes !== undefined && { Notes: notes }),
    ...(roleName !== undefined && { RoleName: roleName }),
    ...(externalId !== undefined && { ExternalId: externalId }),
    ...(cancelRemoved === true && { CancelRemoved: true }),
    RemovalPolicy: props.removalPolicy === RemovalPolicy.DESTROY ? 'DESTROY' : 'RETAIN',
    ...(root && { RootStackId: root.stackId }),
    Metrics: Lazy.any({ produce: () => hasMetrics() || undefined }) as unknown as boolean,
    ...generationProperty(props.generation),
  };
}
