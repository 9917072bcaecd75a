import type { CreateUserRequest } from '@aws-sdk/client-identitystore';
import { ENTERPRISE_EXTENSION, UserProperties } from '../../lib/private/contract';
import type { PropertyReader } from '../custom-resource/properties';
import type { AwsError } from '../guard/aws-error';
import { call, Unanswered } from '../guard/call';
import { CallResult, conflict } from '../guard/result';
import { callFailure } from '../guard/call-failure';
import type { Finding } from '../guard/creation';
import { Failure, failure } from '../guard/failure';
import { masked, maskedName } from '../guard/masking';
import type { Holder } from '../guard/stack-view';
import type { Session } from '../guard/session';
import { quoted } from '../guard/wording';
import { Attributes, Difference, sameName } from './attributes';
import { Declaration, EntityKind, Identifying, LiveEntity, Written } from './entity';
import { CallsIn } from './identity-store-calls';
import { userNamed, userWithEmail } from './look-up';
import { attributesOfUser, emailOf, readUser } from './user-attributes';
import { unresolvedConflict } from './unresolved-conflict';
import { updateUser } from './user-update';

/** What is particular to users. */
export class UserKind implements EntityKind<UserProperties> {
  public readonly noun = 'user';
  public readonly namePath = 'userName';
  public readonly caseless = ['userName', 'emails'];
  public readonly idAttribute = 'UserId';

  constructor(private readonly callsIn: CallsIn) {}

  public read(properties: PropertyReader): UserProperties {
    return readUser(properties);
  }

  public readName(properties: PropertyReader): string {
    return properties.optional('UserName') ?? '';
  }

  public nameOf({ UserName }: UserProperties): string {
    return UserName;
  }

  public attributesOf(properties: UserProperties): Attributes {
    return attributesOfUser(properties);
  }

  public create({ session, properties }: Declaration<UserProperties>, unanswered: Unanswered[]): Promise<CallResult<string>> {
    return call(session, 'identitystore:CreateUser', async () => {
      const { UserId } = await this.callsIn(properties.Region).createUser(creationOf(properties));
      return UserId as string;
    }, unanswered);
  }

  public describe({ session, properties, oldProperties }: Declaration<UserProperties>, id: string): Promise<CallResult<LiveEntity>> {
    const { IdentityStoreId, Region } = properties;
    const hasExtension = properties.Extensions !== undefined || oldProperties?.Extensions !== undefined;
    return call(session, 'identitystore:DescribeUser', async () => {
      const user = await this.callsIn(Region).describeUser({
        IdentityStoreId, UserId: id, ...(hasExtension && { Extensions: [ENTERPRISE_EXTENSION] }),
      });
      return {
        id,
        name: user.UserName ?? '',
        attributes: attributesOfUser(user),
        isManagedExternally: (user.ExternalIds?.length ?? 0) > 0,
        createdAt: user.CreatedAt?.getTime(),
      };
    });
  }

  /** A user with the declared name, else one with the declared e-mail address, which is another user unless names are read late. */
  public async find(declaration: Declaration<UserProperties>, met?: AwsError): Promise<Finding<LiveEntity>> {
    const { session, properties } = declaration;
    const nothing = { kind: 'NOTHING' as const, unresolved: unresolvedConflict(`user ${quoted(properties.UserName)}`) };
    const named = await this.describeFound(declaration, await userNamed(this.callsIn, session, properties));
    if (named.kind === 'DONE' && sameName(named.output.name, properties.UserName)) return { kind: 'FOUND', found: named.output };
    if (isFailed(named)) return this.refused(declaration, named);

    const email = emailOf(attributesOfUser(properties));
    if (email === undefined) return nothing;
    const owner = await this.describeFound(declaration, await userWithEmail(this.callsIn, session, properties, email));
    if (isFailed(owner)) return this.refused(declaration, owner);
    if (owner.kind !== 'DONE' || !sameName(emailOf(owner.output.attributes), email)) return nothing;
    if (sameName(owner.output.name, properties.UserName)) return { kind: 'FOUND', found: owner.output };
    return emailTaken(properties.UserName, 'created', email, owner.output, met);
  }

  public update({ session, properties, oldProperties }: Declaration<UserProperties>, live: LiveEntity, differences: readonly Difference[]): Promise<Written> {
    const { IdentityStoreId, Region, UserName } = properties;
    return updateUser({
      live,
      userName: UserName,
      isAdoption: oldProperties === undefined,
      send: (Operations) => call(session, 'identitystore:UpdateUser', () =>
        this.callsIn(Region).updateUser({ IdentityStoreId, UserId: live.id, Operations: [...Operations] })),
    }, differences);
  }

  public delete(session: Session, { IdentityStoreId, Region }: Identifying, id: string): Promise<CallResult<unknown>> {
    return call(session, 'identitystore:DeleteUser', () => this.callsIn(Region).deleteUser({ IdentityStoreId, UserId: id }));
  }

  /** Users are the same one when both have an e-mail address and it is the same one. */
  public doubtOf({ asker, properties }: Declaration<UserProperties>, live: LiveEntity, holder: Holder | undefined): Failure | undefined {
    if (properties.ConflictPolicy === 'OVERWRITE' || holder?.logicalResourceId === asker.logicalResourceId) return undefined;
    const words = { entity: `user ${quoted(properties.UserName)}`, id: live.id };
    const declared = emailOf(attributesOfUser(properties));
    const theirs = emailOf(live.attributes);
    if (declared !== undefined && theirs !== undefined) {
      return sameName(theirs, declared) ? undefined : failure('IDENTITY_MISMATCH', { ...words, declared: quoted(declared), theirs: masked(theirs) });
    }
    // The resource that has it in this stack is proof enough, as long as nothing speaks against it.
    return holder ? undefined : failure('IDENTITY_UNPROVEN', { ...words, missing: whoHasNoEmail(declared, theirs) });
  }

  public async conflictOf(
    declaration: Declaration<UserProperties>, live: LiveEntity, differences: readonly Difference[], error: AwsError,
  ): Promise<Failure> {
    const { session, properties } = declaration;
    const { UserName } = properties;
    const paths = differences.map(({ path }) => path);
    const entity = `user ${quoted(live.name)}`;
    if (paths.includes('userName')) {
      const other = await userNamed(this.callsIn, session, properties);
      if (other.kind === 'DONE' && other.output !== live.id) {
        return failure('USER_NAME_TAKEN', { entity, id: live.id, name: quoted(UserName), other: other.output }, error);
      }
    }
    const email = emailOf(attributesOfUser(properties));
    if (paths.includes('emails') && email !== undefined) {
      const owner = await this.describeFound(declaration, await userWithEmail(this.callsIn, session, properties, email));
      if (owner.kind === 'DONE' && owner.output.id !== live.id) return emailTaken(UserName, 'changed', email, owner.output, error);
    }
    if (error.reason !== 'UNIQUENESS_CONSTRAINT_VIOLATION') return callFailure(conflict(error), `updating ${entity}`);
    return failure('UPDATE_CONFLICT_UNRESOLVED', { entity, id: live.id, attributes: paths.join(', ') }, error);
  }

  private async describeFound(declaration: Declaration<UserProperties>, found: CallResult<string>): Promise<CallResult<LiveEntity>> {
    return found.kind === 'DONE' ? this.describe(declaration, found.output) : found;
  }

  private refused({ properties }: Declaration<UserProperties>, result: Parameters<typeof callFailure>[0]): Failure {
    return callFailure(result, `looking up user ${quoted(properties.UserName)}`);
  }
}

/** The only element of a list is the primary one. */
function creationOf(properties: UserProperties): CreateUserRequest {
  const { ConflictPolicy: _policy, Region: _region, Emails, PhoneNumbers, Addresses, Roles, Photos, ...texts } = properties;
  const primary = <Part>(parts: readonly Part[]): (Part & { Primary: true })[] => parts.map((part) => ({ ...part, Primary: true }));
  return {
    ...texts,
    ...(Emails && { Emails: primary(Emails) }),
    ...(PhoneNumbers && { PhoneNumbers: primary(PhoneNumbers) }),
    ...(Addresses && { Addresses: primary(Addresses) }),
    ...(Roles && { Roles: primary(Roles) }),
    ...(Photos && { Photos: [...Photos] }),
  };
}

function isFailed(result: CallResult<unknown>): result is Exclude<CallResult<unknown>, { kind: 'DONE' | 'MISSING' }> {
  return result.kind === 'FAILED' || result.kind === 'CONFLICT';
}

function emailTaken(userName: string, done: 'created' | 'changed', email: string, owner: LiveEntity, error?: AwsError): Failure {
  return failure('EMAIL_TAKEN', {
    entity: `user ${quoted(userName)}`, done, email: masked(email), owner: maskedName(owner.name), id: owner.id,
  }, error);
}

function whoHasNoEmail(declared: string | undefined, theirs: string | undefined): string {
  if (declared === undefined && theirs === undefined) return 'neither of the two has an e-mail address';
  return declared === undefined ? 'the declaration has no e-mail address' : 'the existing user has no e-mail address';
}
