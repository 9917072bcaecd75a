import type { CreateUserRequest } from '@aws-sdk/client-identitystore';
import { UserAttributes, UserProperties } from '../../lib/contract/identity-store';
import { ENTERPRISE_EXTENSION } from '../../lib/contract/user-attributes';
import type { PropertyReader } from '../custom-resource/properties';
import type { Notice } from '../custom-resource/resource';
import type { AwsError } from '../errors/aws-error';
import { call } from '../guard/call';
import { callFailure } from '../guard/call-failure';
import type { Finding } from '../guard/creation';
import { decided } from '../guard/decide/decision';
import type { Failure } from '../guard/failure';
import { CallResult, done } from '../guard/result';
import { isTakenFor, nameForm, storedAddressForm } from '../guard/same-text';
import type { Session } from '../guard/session';
import type { Unanswered } from '../guard/unanswered';
import type { Difference } from './attributes';
import { decideUserRefusal, emailTaken, Owners } from './decide/taken-value';
import { DeclaredEntity, LiveEntity, titleOf } from './declared-entity';
import { Declaration, EntityKind, Identifying, Reading, Written } from './entity';
import { CallsIn } from './identity-store-calls';
import { userNamed, userWithEmail } from './look-up';
import { unresolvedConflict } from './unresolved-conflict';
import { attributesOfUser, readUser } from './user-attributes';
import { emailOf } from './user-email';
import { updateUser } from './user-update';

/** What is particular to users. */
export class UserKind implements EntityKind<UserProperties> {
  public readonly noun = 'user';

  constructor(private readonly callsIn: CallsIn) {}

  public read(properties: PropertyReader): UserProperties {
    return readUser(properties);
  }

  public readName(properties: PropertyReader): string {
    return properties.optional('UserName') ?? '';
  }

  public declared(properties: UserProperties): DeclaredEntity {
    return {
      noun: 'user',
      store: properties,
      conflictPolicy: properties.ConflictPolicy,
      name: properties.UserName,
      isNamedAtDeployment: properties.NamedAtDeployment ?? false,
      attributes: attributesOfUser(properties),
      namePath: 'userName',
      forms: { userName: nameForm, emails: storedAddressForm },
      provenBy: 'EMAIL',
    };
  }

  public attributesOf(id: string, live: LiveEntity | 'JUST_CREATED' | undefined): Omit<UserAttributes, 'Outcome'> {
    return { UserId: id, UserStatus: live === 'JUST_CREATED' ? 'ENABLED' : live?.status ?? 'UNKNOWN' };
  }

  public noticeOf({ status }: LiveEntity): Notice | undefined {
    return status === 'DISABLED' ? 'USER_DISABLED' : undefined;
  }

  public create({ session, properties }: Declaration<UserProperties>, unanswered: Unanswered[]): Promise<CallResult<string>> {
    return call(session, 'identitystore:CreateUser', () => this.callsIn(properties.Region).createUser(creationOf(properties)), unanswered);
  }

  public describe({ session, properties, oldProperties }: Reading, id: string): Promise<CallResult<LiveEntity>> {
    const { IdentityStoreId, Region } = properties;
    const hasExtension = properties.Extensions !== undefined || oldProperties?.Extensions !== undefined;
    const calls = this.callsIn(Region);
    return call(session, 'identitystore:DescribeUser', async () => {
      const user = await calls.describeUser({
        IdentityStoreId, UserId: id, ...(hasExtension && { Extensions: [ENTERPRISE_EXTENSION] }),
      });
      return {
        id,
        name: user.UserName ?? '',
        attributes: attributesOfUser(user),
        isManagedExternally: (user.ExternalIds?.length ?? 0) > 0,
        createdAt: user.CreatedAt?.getTime(),
        createdBy: user.CreatedBy,
        clockOffset: calls.clock.offset,
        status: user.UserStatus,
      };
    });
  }

  public async findNamed(declaration: Declaration<UserProperties>): Promise<CallResult<LiveEntity>> {
    return this.describeFound(declaration, await userNamed(this.callsIn, declaration.session, declaration.properties));
  }

  /**
   * Finds the user with the declared name, or else the user with the declared e-mail address. The second is another user, unless names are read late. Whether a
   * user whom the service takes for the declared one really is that one is proven elsewhere.
   */
  public async find(declaration: Declaration<UserProperties>, met?: AwsError): Promise<Finding<LiveEntity>> {
    const { session, properties } = declaration;
    const declared = this.declared(properties);
    const nothing = { kind: 'NOTHING' as const, unresolved: unresolvedConflict(titleOf(declared)) };
    const named = await this.findNamed(declaration);
    if (named.kind === 'DONE' && isTakenFor(named.output.name, declared.name)) return { kind: 'FOUND', found: named.output };
    if (named.kind === 'FAILED' || named.kind === 'CONFLICT') return callFailure(named, `looking up ${titleOf(declared)}`);

    const email = emailOf(declared.attributes);
    if (email === undefined) return nothing;
    const owner = await this.describeFound(declaration, await userWithEmail(this.callsIn, session, properties, email));
    if (owner.kind === 'FAILED' || owner.kind === 'CONFLICT') return callFailure(owner, `looking up ${titleOf(declared)}`);
    if (owner.kind !== 'DONE' || !isTakenFor(emailOf(owner.output.attributes), email)) return nothing;
    if (isTakenFor(owner.output.name, declared.name)) return { kind: 'FOUND', found: owner.output };
    return emailTaken(declared, 'created', email, owner.output, met);
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

  public conflictOf(
    declaration: Declaration<UserProperties>, live: LiveEntity, differences: readonly Difference[], error: AwsError,
  ): Promise<Failure> {
    const { session, properties } = declaration;
    const declared = this.declared(properties);
    const refused = { declared, live, paths: differences.map(({ path }) => path), error };
    return decided<Owners, ReturnType<typeof decideUserRefusal>>({}, (owners) => decideUserRefusal(refused, owners), async (at) => {
      switch (at) {
        case 'NAME': {
          const other = await userNamed(this.callsIn, session, properties);
          return done({ ofName: (other.kind === 'DONE' && other.output) || '' });
        }
        case 'EMAIL': {
          const email = emailOf(declared.attributes) ?? '';
          const owner = await this.describeFound(declaration, await userWithEmail(this.callsIn, session, properties, email));
          return done({ ofEmail: owner.kind === 'DONE' ? owner.output : 'NOBODY' as const });
        }
      }
    });
  }

  private async describeFound(declaration: Declaration<UserProperties>, found: CallResult<string>): Promise<CallResult<LiveEntity>> {
    return found.kind === 'DONE' ? this.describe(declaration, found.output) : found;
  }
}

/** The only element of a list is the primary one. */
function creationOf(properties: UserProperties): CreateUserRequest {
  const { ConflictPolicy: _policy, Region: _region, NamedAtDeployment: _named, Emails, PhoneNumbers, Addresses, Roles, Photos, ...texts } = properties;
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
