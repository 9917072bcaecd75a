import type { PropertyReader } from '../custom-resource/properties';

/** What is declared of a campaign beside its roster, as it is kept in the head of the ledger. */
export interface Settings {
  /** Nothing if as many are sent as AWS takes. */
  readonly invitationsPerDay?: number;
  readonly reinvitations: number;
  readonly mostFailures: number;
  readonly notes?: string;
  readonly roleName?: string;
  readonly externalId?: string;
  readonly cancelsRemoved?: true;
  readonly cancelsAll?: true;
  readonly rootStackId?: string;
  readonly hasMetrics?: true;
}

export interface DeclaredCampaign {
  readonly settings: Settings;
  readonly source: { readonly bucket: string; readonly key: string; readonly hash: string };
  readonly ledgerBucket: string;
}

export function readCampaign(properties: PropertyReader): DeclaredCampaign {
  const source = properties.structure('Source');
  const invitationsPerDay = properties.wholeNumber('InvitationsPerDay');
  const { Notes: notes, RoleName: roleName, ExternalId: externalId, RootStackId: rootStackId } = properties.texts(['Notes', 'RoleName', 'ExternalId', 'RootStackId']);
  return {
    settings: {
      ...(invitationsPerDay !== undefined && { invitationsPerDay: Number(invitationsPerDay) }),
      reinvitations: Number(properties.wholeNumber('Reinvitations') ?? 0),
      mostFailures: Number(properties.wholeNumber('MostFailures') ?? 1),
      ...(notes !== undefined && { notes }), ...(roleName !== undefined && { roleName }), ...(externalId !== undefined && { externalId }),
      ...(properties.flag('CancelRemoved') && { cancelsRemoved: true as const }),
      ...(properties.oneOf('RemovalPolicy', ['RETAIN', 'DESTROY']) === 'DESTROY' && { cancelsAll: true as const }),
      ...(rootStackId !== undefined && { rootStackId }),
      ...(properties.flag('Metrics') && { hasMetrics: true as const }),
    },
    source: { bucket: source?.required('Bucket') ?? '', key: source?.required('Key') ?? '', hash: source?.required('Hash') ?? '' },
    ledgerBucket: properties.structure('Ledger')?.required('Bucket') ?? properties.required('Ledger'),
  };
}
