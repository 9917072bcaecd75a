import type { DescribeGroupResponse } from '@aws-sdk/client-identitystore';
import { CONFLICT_POLICIES, GroupAttributes, GroupProperties } from '../../lib/contract/identity-store';
import type { PropertyReader } from '../custom-resource/properties';
import type { AwsError } from '../errors/aws-error';
import { call } from '../guard/call';
import { callFailure } from '../guard/call-failure';
import type { Finding } from '../guard/creation';
import { decided } from '../guard/decide/decision';
import type { Failure } from '../guard/failure';
import { CallResult, done } from '../guard/result';
import { isSameName, nameForm } from '../guard/same-text';
import type { Session } from '../guard/session';
import type { Unanswered } from '../guard/unanswered';
import { Attributes, Difference, operationOf } from './attributes';
import { decideGroupRefusal } from './decide/taken-value';
import { DeclaredEntity, LiveEntity, titleOf } from './declared-entity';
import { Declaration, EntityKind, Identifying, Reading } from './entity';
import { CallsIn } from './identity-store-calls';
import { groupNamed } from './look-up';
import { readNamedAtDeployment, readStore } from './store';
import { unresolvedConflict } from './unresolved-conflict';

/** What is particular to groups. */
export class GroupKind implements EntityKind<GroupProperties> {
  public readonly noun = 'group';

  constructor(private readonly callsIn: CallsIn) {}

  public read(properties: PropertyReader): GroupProperties {
    return {
      ...readStore(properties),
      ...readNamedAtDeployment(properties),
      DisplayName: properties.required('DisplayName'),
      ...properties.texts(['Description']),
      ConflictPolicy: properties.oneOf('ConflictPolicy', CONFLICT_POLICIES),
    };
  }

  public readName(properties: PropertyReader): string {
    return properties.optional('DisplayName') ?? '';
  }

  public declared(properties: GroupProperties): DeclaredEntity {
    return {
      noun: 'group',
      store: properties,
      conflictPolicy: properties.ConflictPolicy,
      name: properties.DisplayName,
      isNamedAtDeployment: properties.NamedAtDeployment ?? false,
      attributes: attributesOf(properties),
      namePath: 'displayName',
      forms: { displayName: nameForm },
      provenBy: 'NAME',
    };
  }

  public attributesOf(id: string): Omit<GroupAttributes, 'Outcome'> {
    return { GroupId: id };
  }

  public noticeOf(): undefined {
    return undefined;
  }

  public async create({ session, properties }: Declaration<GroupProperties>, unanswered: Unanswered[]): Promise<CallResult<string>> {
    const { IdentityStoreId, DisplayName, Description } = properties;
    return call(session, 'identitystore:CreateGroup', () =>
      this.callsIn(properties.Region).createGroup({ IdentityStoreId, DisplayName, Description }), unanswered);
  }

  /**
   * A group that was renamed between the two calls is another group. A group with another name is another group too, even if the service takes both names for
   * the same.
   */
  public async find(declaration: Declaration<GroupProperties>): Promise<Finding<LiveEntity>> {
    const title = titleOf(this.declared(declaration.properties));
    const live = await this.findNamed(declaration);
    if (live.kind === 'FAILED' || live.kind === 'CONFLICT') return callFailure(live, `looking up ${title}`);
    const isSame = live.kind === 'DONE' && isSameName(live.output.name, declaration.properties.DisplayName);
    return isSame ? { kind: 'FOUND', found: live.output } : { kind: 'NOTHING', unresolved: unresolvedConflict(title) };
  }

  public describe({ session, properties }: Reading, id: string): Promise<CallResult<LiveEntity>> {
    const calls = this.callsIn(properties.Region);
    return call(session, 'identitystore:DescribeGroup', async () => {
      const group = await calls.describeGroup({ IdentityStoreId: properties.IdentityStoreId, GroupId: id });
      return {
        id,
        name: group.DisplayName ?? '',
        attributes: attributesOf(group),
        isManagedExternally: (group.ExternalIds?.length ?? 0) > 0,
        createdAt: group.CreatedAt?.getTime(),
        createdBy: group.CreatedBy,
        clockOffset: calls.clock.offset,
      };
    });
  }

  public async findNamed(declaration: Declaration<GroupProperties>): Promise<CallResult<LiveEntity>> {
    const id = await groupNamed(this.callsIn, declaration.session, declaration.properties);
    return id.kind === 'DONE' ? this.describe(declaration, id.output) : id;
  }

  public update({ session, properties }: Declaration<GroupProperties>, live: LiveEntity, differences: readonly Difference[]): Promise<CallResult<unknown>> {
    const Operations = differences.map(operationOf);
    return call(session, 'identitystore:UpdateGroup', () =>
      this.callsIn(properties.Region).updateGroup({ IdentityStoreId: properties.IdentityStoreId, GroupId: live.id, Operations }));
  }

  public delete(session: Session, { IdentityStoreId, Region }: Identifying, id: string): Promise<CallResult<unknown>> {
    return call(session, 'identitystore:DeleteGroup', () => this.callsIn(Region).deleteGroup({ IdentityStoreId, GroupId: id }));
  }

  public conflictOf(
    declaration: Declaration<GroupProperties>, live: LiveEntity, differences: readonly Difference[], error: AwsError,
  ): Promise<Failure> {
    const refused = { declared: this.declared(declaration.properties), live, paths: differences.map(({ path }) => path), error };
    return decided({}, (owners) => decideGroupRefusal(refused, owners), async () => {
      const found = await this.find(declaration);
      return done({ ofName: (found.kind === 'FOUND' && found.found.id) || '' });
    });
  }
}

function attributesOf({ DisplayName, Description }: Pick<DescribeGroupResponse, 'DisplayName' | 'Description'>): Attributes {
  return new Map([['displayName', DisplayName], ['description', Description]].filter(([, value]) => value !== undefined) as [string, string][]);
}
