import { NotEmulated } from '../protocol/service-error';
import type { Caller } from '../security/callers';
import type { Handshake, HandshakeEnd } from './handshakes';
import { checkFit } from './invitation-rules';
import { checkTransfer } from './leaving-rules';
import type { Organization } from './organization';
import type { Organizations } from './organizations';
import { refusal } from './refusals';
import { ServiceLinkedRoles } from './service-linked-roles';

/** What the two sides of a handshake can do with it. */
export class HandshakeAnswers {
  constructor(private readonly world: Organizations, private readonly serviceLinkedRoles: ServiceLinkedRoles) {}

  /**
   * A handshake that a caller takes part in.
   *
   * @throws ServiceError `HandshakeNotFoundException`
   */
  public handshake(id: string, caller: Caller): Handshake {
    const handshake = this.world.handshakes.find(id);
    if (!handshake || (!this.isRecipient(handshake, caller) && this.world.of(caller.account)?.id !== handshake.organizationId)) {
      throw refusal('HandshakeNotFoundException');
    }
    return handshake;
  }

  public isRecipient(handshake: Handshake, { account }: Caller): boolean {
    const { recipient, organizationId } = handshake;
    if (!recipient) return this.world.withId(organizationId).managementAccountId === account;
    return recipient.type === 'ACCOUNT' ? recipient.id === account : recipient.id.toLowerCase() === this.world.accounts.get(account).email.toLowerCase();
  }

  public accept(handshake: Handshake, caller: Caller): void {
    this.checkAnswer(handshake, caller, 'ACCEPTED');
    const organization = this.world.withId(handshake.organizationId);
    switch (handshake.action) {
      case 'INVITE':
        this.join(organization, handshake, caller);
        break;
      case 'ADD_ORGANIZATIONS_SERVICE_LINKED_ROLE':
        this.serviceLinkedRoles.ensure(caller);
        break;
      case 'APPROVE_ALL_FEATURES':
      case 'ENABLE_ALL_FEATURES':
        if (this.world.handshakes.isConfirmation(handshake)) this.confirm(organization, handshake);
        else if (handshake.parentId !== undefined) this.serviceLinkedRoles.ensure(caller);
        else throw refusal('InvalidHandshakeTransitionException');
        break;
      case 'TRANSFER_RESPONSIBILITY':
        throw new NotEmulated('accepting a handshake of the action TRANSFER_RESPONSIBILITY');
    }
    this.world.handshakes.end(handshake, 'ACCEPTED', caller.account);
  }

  public decline(handshake: Handshake, caller: Caller): void {
    this.checkAnswer(handshake, caller, 'DECLINED');
    this.world.handshakes.end(handshake, 'DECLINED');
  }

  public cancel(handshake: Handshake, caller: Caller): void {
    if (this.world.withId(handshake.organizationId).managementAccountId !== caller.account) throw refusal('AccessDeniedException');
    this.checkTransition(handshake, 'CANCELED');
    this.world.handshakes.end(handshake, 'CANCELED');
  }

  private confirm(organization: Organization, handshake: Handshake): void {
    const { handshakes } = this.world;
    if (handshakes.stateOf(handshake) !== 'OPEN') throw refusal('InvalidHandshakeTransitionException');
    organization.featureSet = 'ALL';
    const request = handshake.parentId === undefined ? undefined : handshakes.find(handshake.parentId);
    if (request) handshakes.end(request, 'ACCEPTED', organization.managementAccountId);
  }

  private checkAnswer(handshake: Handshake, caller: Caller, to: HandshakeEnd['state']): void {
    const isActive = this.world.accounts.get(caller.account).state === 'ACTIVE';
    if (!isActive || !this.isRecipient(handshake, caller)) throw refusal('AccessDeniedException');
    this.checkTransition(handshake, to);
  }

  private checkTransition(handshake: Handshake, to: HandshakeEnd['state']): void {
    if (this.world.handshakes.stateOf(handshake) === to) throw refusal('HandshakeAlreadyInStateException');
    if (!this.world.handshakes.isPending(handshake)) throw refusal('InvalidHandshakeTransitionException');
  }

  private join(organization: Organization, { tags = [] }: Handshake, caller: Caller): void {
    const { world } = this;
    checkFit(world, organization, world.accounts.get(caller.account));
    const before = world.of(caller.account);
    if (before) checkTransfer(world, before, organization, caller.account);
    if (organization.featureSet === 'ALL') this.serviceLinkedRoles.ensure(caller);
    if (before) world.leave(before, caller.account);
    world.join(organization, caller.account);
    for (const { Key, Value } of tags) organization.tagsOf(caller.account).set(Key as string, Value as string);
  }
}
