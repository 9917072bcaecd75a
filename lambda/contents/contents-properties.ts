import type { ConflictPolicyName, StoreProperties } from '../../lib/contract/identity-store';
import { CONFLICT_POLICIES } from '../../lib/contract/identity-store';
import { REQUESTS_PER_SECOND, SourceProperties } from '../../lib/contract/contents';
import type { PropertyReader } from '../custom-resource/properties';
import { readStore } from '../identity-store/store';

/** The properties of contents, as the function uses them. */
export interface Contents {
  readonly store: StoreProperties;
  readonly source: SourceProperties;
  /** By name, whether all members may leave at once. */
  readonly exclusive: ReadonlyMap<string, boolean>;
  readonly conflictPolicy: ConflictPolicyName;
  readonly membershipConflictPolicy: ConflictPolicyName;
  readonly mostRemovals: number;
  readonly mostRemovalsPercent: number;
  readonly mostFailures: number;
  /** Nothing if the deployment only waits for the checks. */
  readonly waitMinutes: number | undefined;
  readonly stateMachine: string | undefined;
  readonly requestsPerSecond: number;
  readonly isDestroyed: boolean;
  readonly removesUsers: boolean;
  readonly removesGroups: boolean;
  readonly ledgerBucket: string;
  readonly lookedUp: readonly LookedUp[];
  readonly hasMetrics: boolean;
  readonly generation: string | undefined;
}

/** A user or group whose id other resources ask for. */
export interface LookedUp {
  readonly kind: 'user' | 'group';
  readonly name: string;
}

export function readContents(properties: PropertyReader): Contents {
  const protection = properties.structure('Protection');
  return {
    store: readStore(properties),
    source: readSource(properties.structure('Source')),
    exclusive: new Map(properties.list('Exclusive')?.map((group) => [group.required('Group'), group.flag('MayBeEmptied') ?? false])),
    conflictPolicy: properties.oneOf('ConflictPolicy', CONFLICT_POLICIES),
    membershipConflictPolicy: properties.oneOf('MembershipConflictPolicy', CONFLICT_POLICIES),
    mostRemovals: numberIn(protection, 'MostRemovals', 0),
    mostRemovalsPercent: numberIn(protection, 'MostRemovalsPercent', 0),
    mostFailures: numberIn(properties, 'MostFailures', 0),
    waitMinutes: numberIn(properties, 'WaitMinutes', undefined),
    stateMachine: properties.optional('StateMachine'),
    requestsPerSecond: numberIn(properties, 'RequestsPerSecond', REQUESTS_PER_SECOND.default),
    isDestroyed: properties.oneOf('RemovalPolicy', ['RETAIN', 'DESTROY']) === 'DESTROY',
    removesUsers: properties.optional('RemovedUsers') === 'DELETE',
    removesGroups: properties.optional('RemovedGroups') === 'DELETE',
    ledgerBucket: properties.structure('Ledger')?.required('Bucket') ?? '',
    lookedUp: properties.list('LookedUp')?.map(readLookedUp) ?? [],
    hasMetrics: properties.flag('Metrics') ?? false,
    generation: properties.optional('Generation'),
  };
}

function readSource(source: PropertyReader | undefined): SourceProperties {
  const [versionId, sha256] = [source?.optional('VersionId'), source?.optional('Sha256')];
  return {
    Bucket: source?.required('Bucket') ?? '', Key: source?.required('Key') ?? '', Hash: source?.required('Hash') ?? '',
    ...(versionId !== undefined && { VersionId: versionId }), ...(sha256 !== undefined && { Sha256: sha256 }),
  };
}

function readLookedUp(properties: PropertyReader): LookedUp {
  const group = properties.optional('Group');
  return group === undefined ? { kind: 'user', name: properties.required('User') } : { kind: 'group', name: group };
}

function numberIn<Otherwise>(properties: PropertyReader | undefined, property: string, otherwise: Otherwise): number | Otherwise {
  const text = properties?.wholeNumber(property);
  return text === undefined ? otherwise : Number(text);
}
