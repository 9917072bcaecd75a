import { CustomResource, Resource } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ALL_FEATURES_RESOURCE_TYPE, AllFeaturesAttributes, AllFeaturesProperties } from '../contract/organizations';
import { declareEntity } from '../custom-resource/declared-entities';
import { refuseExports } from '../custom-resource/empty-attributes';
import { generationProperty } from '../custom-resource/generation';
import { guardedResource } from '../custom-resource/guarded-resource';
import { OrganizationsFunction } from './organizations-function';
import { ALL_FEATURES_TYPES } from './property-types';
import { typed } from '../properties/property-type';
import { warnOfUnknown } from '../properties/unknown-properties';
import { isMarkedAs, markAs } from '../construct/type-test';

/**
 * How far all features of an organization are enabled.
 */
export interface AllFeaturesProps {
  /**
   * Whether the request is confirmed once every account has approved. This can't be undone: the organization then can't
   * go back to consolidated billing only.
   *
   * @default false
   */
  readonly finalize?: boolean;

  /**
   * Any text. Changing it makes the next deployment look again: who has approved, and whether the request can be confirmed.
   *
   * @default - looked at when `finalize` changes
   */
  readonly generation?: string;
}

/**
 * All features of the organization that the account of the stack manages: enabled already, or requested.
 *
 * Every account that was invited has to approve within 90 days; until then accounts can't be invited. Removing this
 * construct changes nothing.
 *
 * The deployment fails with a code of the catalogue, for example `ALL_FEATURES_NOT_APPROVED` when an account has declined.
 *
 * @resource AWS::CloudFormation::CustomResource
 * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_EnableAllFeatures.html
 * @example
 * import { Stack } from 'aws-cdk-lib';
 * import { AllFeatures } from 'cdk-org-guard';
 *
 * declare const stack: Stack;
 *
 * new AllFeatures(stack, 'AllFeatures', { finalize: true });
 */
export class AllFeatures extends Resource {
  /**
   * Whether something is a request for all features. Unlike `instanceof` it also recognizes what another copy of this library made.
   *
   * @param x anything
   */
  public static isAllFeatures(x: any): x is AllFeatures {
    return isMarkedAs('AllFeatures', x);
  }

  /**
   * The id of the handshake by which all features were requested; empty if they were enabled before. Another stack can't have it,
   * since CloudFormation refuses empty exports.
   *
   * @attribute
   */
  public readonly handshakeId: string;

  /**
   * `PENDING` or `ENABLED`, as the last deployment found it.
   *
   * @attribute
   */
  public readonly state: string;

  /**
   * How it came under management: `PENDING` or `ALREADY_ENABLED`. Later updates don't change it.
   *
   * @attribute
   */
  public readonly outcome: string;

  /**
   * Declares that the organization is to have all features.
   *
   * @throws at synthesis if this is declared twice in a stack, or another stack gets an attribute that can be empty
   */
  constructor(scope: Construct, id: string, props?: AllFeaturesProps) {
    super(scope, id);
    markAs('AllFeatures', this);
    declareEntity(this, {
      kind: 'request for', identityStoreId: 'the organization', name: 'all features', elsewhere: 'finds the request of the first one',
    });
    const { finalize = false, generation } = typed(this, props ?? {}, ALL_FEATURES_TYPES);
    if (new.target === AllFeatures) warnOfUnknown(this, props ?? {}, ALL_FEATURES_TYPES);
    const properties: AllFeaturesProperties = { Finalize: finalize, ...generationProperty(generation) };
    const resource: CustomResource = guardedResource(this, {
      function: OrganizationsFunction.of(this).allowed('REQUEST_ALL_FEATURES', ...(finalize ? ['FINALIZE_ALL_FEATURES' as const] : [])),
      resourceType: ALL_FEATURES_RESOURCE_TYPE,
      properties,
    });
    refuseExports(this, resource, { HandshakeId: 'if all features were enabled before, and after a rollback' } satisfies Partial<AllFeaturesAttributes>);
    const attribute = (name: keyof AllFeaturesAttributes): string => resource.getAttString(name);
    this.handshakeId = attribute('HandshakeId');
    this.state = attribute('State');
    this.outcome = attribute('Outcome');
  }
}
