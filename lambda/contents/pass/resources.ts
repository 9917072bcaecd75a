import type { GroupProperties, UserProperties } from '../../../lib/contract/identity-store';
import { EntityResource } from '../../identity-store/entity-resource';
import { GroupKind } from '../../identity-store/group';
import { GroupMembershipResource } from '../../identity-store/group-membership';
import type { IdentityStoreCalls } from '../../identity-store/identity-store-calls';
import { UserKind } from '../../identity-store/user';
import { stackAlone } from '../stack-alone';

/** The steps of constructs of their own, by which the entries of contents are created, updated and deleted. */
export class Resources {
  public readonly user: EntityResource<UserProperties>;
  public readonly group: EntityResource<GroupProperties>;
  public readonly membership: GroupMembershipResource;
  public readonly userKind: UserKind;
  public readonly groupKind: GroupKind;

  /**
   * @param isUndoing whether the stack is undoing an update
   * @param roleName of the function's role, if it is known
   * @param rowHolding which row of the file has an id, as messages name it
   */
  constructor(public readonly calls: IdentityStoreCalls, isUndoing: boolean, roleName: string | undefined, rowHolding: (id: string) => string | undefined) {
    const callsIn = (): IdentityStoreCalls => calls;
    const stack = stackAlone(isUndoing, rowHolding);
    this.userKind = new UserKind(callsIn);
    this.groupKind = new GroupKind(callsIn);
    this.user = new EntityResource(this.userKind, stack, roleName);
    this.group = new EntityResource(this.groupKind, stack, roleName);
    this.membership = new GroupMembershipResource(callsIn, stack, roleName);
  }
}
