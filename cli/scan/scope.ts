import { quoted } from '../plan/printable';
import type { ScanRequest } from './request';
import type { ScanSubject } from './scan';

/** How much a folder was scanned for. */
export interface Scope {
  readonly identityStoreId?: string;
  /** The account that manages the organization. */
  readonly managementAccount?: string;
  /** Patterns of the groups; all without any. */
  readonly onlyGroup: readonly string[];
}

/** How much a scan is for. */
export function scopeOf({ store, organization }: Pick<ScanSubject, 'store' | 'organization'>, { onlyGroup }: Pick<ScanRequest, 'onlyGroup'>): Scope {
  return {
    ...(store && { identityStoreId: store.identityStoreId }),
    ...(organization && { managementAccount: String(organization.organization.MasterAccountId) }),
    onlyGroup: store ? onlyGroup : [],
  };
}

/**
 * Why a scan may not be written where another one was: it would take out of the code what is still there, and whatever the app owns would be revoked by its
 * next deployment.
 *
 * @param isThere whether any group fits a pattern
 */
export function whyElsewhere(before: Scope, now: Scope, isThere: (pattern: string) => boolean): string | undefined {
  const isOther = (one: string | undefined, other: string | undefined): boolean => one !== undefined && other !== undefined && one !== other;
  if (isOther(before.identityStoreId, now.identityStoreId)) return `the identity store ${before.identityStoreId}, and not of ${now.identityStoreId}`;
  if (isOther(before.managementAccount, now.managementAccount)) return `the organization that ${before.managementAccount} manages, and not of that of ${now.managementAccount}`;
  if (before.identityStoreId !== undefined && now.identityStoreId === undefined) return `the identity store ${before.identityStoreId}, which this one lacks; name it as well`;
  if (before.managementAccount !== undefined && now.managementAccount === undefined) return 'the organization, which this one lacks; give --organization as well';
  return before.identityStoreId === undefined || now.onlyGroup.length === 0 ? undefined : whyNarrower(before.onlyGroup, now.onlyGroup, isThere);
}

function whyNarrower(before: readonly string[], now: readonly string[], isThere: (pattern: string) => boolean): string | undefined {
  if (before.length === 0) return 'all groups, and this one is only for some; leave out --only-group';
  const missing = before.filter((pattern) => !now.includes(pattern) && isThere(pattern));
  return missing.length === 0 ? undefined : `the groups ${missing.map((each) => quoted(each)).join(', ')}, which this one lacks; give them by --only-group as well`;
}
