import type { Handshake } from '@aws-sdk/client-organizations';
import type { AllFeaturesAttributes, AllFeaturesProperties } from '../../lib/private/contract';
import type { PropertyReader } from '../custom-resource/properties';
import { CreateRequest, GuardedResource, Managed, managed, Released, released, UpdateRequest } from '../custom-resource/resource';
import { call } from '../guard/call';
import { CallResult, done, Unsuccessful } from '../guard/result';
import { Failure, failure } from '../guard/failure';
import type { OwnStack } from '../guard/own-stack';
import type { Owned } from '../guard/ownership';
import { untilVisible } from '../guard/until-visible';
import { listed } from '../guard/wording';
import { isPending, listHandshakes, recipientOf } from './handshakes';
import { organizationsFailure } from './invitation-failure';
import type { OrganizationsCalls } from './organizations-calls';

type Properties = AllFeaturesProperties;
type Request = CreateRequest<Properties>;

const ENABLING = 'enabling all features of the organization';
/** Not those that are canceled, because the account has left. */
const REFUSED = ['DECLINED', 'EXPIRED'];

/** All features of an organization. It can't be undone, so nothing is ever taken back. */
export class AllFeaturesResource implements GuardedResource<Properties, object> {
  constructor(private readonly calls: OrganizationsCalls, private readonly ownStack: OwnStack) {}

  public read(properties: PropertyReader): Properties {
    return { Finalize: properties.flag('Finalize') ?? false };
  }

  public readIdentifying(): object {
    return {};
  }

  public create(request: Request): Promise<Managed | Failure> {
    return this.converge(request, undefined);
  }

  /** A rollback asks for nothing and confirms nothing. */
  public async update(request: UpdateRequest<Properties>): Promise<Managed | Failure> {
    if (!await this.ownStack.isUndoingUpdate(request.session, request.asker)) return this.converge(request, request.owned);
    return answer(request.owned, await this.hasAllFeatures(request) ? 'ENABLED' : 'PENDING', '');
  }

  public async delete(): Promise<Released> {
    return released('KEPT');
  }

  private async converge(request: Request, owned: Owned | undefined): Promise<Managed | Failure> {
    const { session } = request;
    const organization = await call(session, 'organizations:DescribeOrganization', () => this.calls.describeOrganization());
    if (organization.kind !== 'DONE') return this.failed(request, organization);
    if (organization.output.Organization?.FeatureSet === 'ALL') return answer(owned ?? enabled(), 'ENABLED', '');

    const pending = await this.pendingRequest(request);
    if (pending.kind !== 'DONE') return this.failed(request, pending);
    return pending.output ? this.proceed(request, owned, pending.output) : this.ask(request, owned);
  }

  /** Asks for all features; every invited account then has to approve. */
  private async ask(request: Request, owned: Owned | undefined): Promise<Managed | Failure> {
    const asked = await call(request.session, 'organizations:EnableAllFeatures', () => this.calls.enableAllFeatures());
    if (asked.kind === 'DONE') return this.proceed(request, owned, asked.output);
    if (asked.kind === 'FAILED' && asked.code === 'ORGANIZATION_ALREADY_HAS_ALL_FEATURES') return answer(owned ?? enabled(), 'ENABLED', '');
    if (asked.kind === 'FAILED' && asked.code === 'ORGANIZATION_IS_ALREADY_PENDING_ALL_FEATURES_MIGRATION') {
      const pending = await untilVisible(request.session, () => this.pendingRequest(request));
      if (pending.kind === 'DONE' && pending.output) return this.proceed(request, owned, pending.output);
    }
    return this.failed(request, asked);
  }

  /** Accepts the request in the name of the organization once everybody has approved, if that is declared. */
  private async proceed(request: Request, owned: Owned | undefined, handshake: Handshake): Promise<Managed | Failure> {
    const { session, properties: { Finalize: finalize } } = request;
    const id = handshake.Id ?? '';
    const approvals = await listHandshakes(this.calls, session, { ParentHandshakeId: id });
    if (approvals.kind !== 'DONE') return this.failed(request, approvals);
    const refused = approvals.output.filter(({ State }) => REFUSED.includes(State ?? ''));
    if (refused.length > 0) return failure('ALL_FEATURES_NOT_APPROVED', { accounts: listed(refused.map(recipientOf)), handshake: id });
    if (!finalize || approvals.output.some(isPending)) return answer(owned ?? requested(), 'PENDING', id);

    const accepted = await call(session, 'organizations:AcceptHandshake', () => this.calls.acceptHandshake(id));
    const isEnabled = accepted.kind === 'DONE' || (accepted.kind === 'CONFLICT' && await this.hasAllFeatures(request));
    if (isEnabled) return answer(owned ?? requested(), 'ENABLED', id);
    // Approvals that aren't seen yet are in the way.
    return accepted.kind === 'CONFLICT' ? answer(owned ?? requested(), 'PENDING', id) : this.failed(request, accepted);
  }

  private async hasAllFeatures({ session }: Request): Promise<boolean> {
    const organization = await call(session, 'organizations:DescribeOrganization', () => this.calls.describeOrganization());
    return organization.kind === 'DONE' && organization.output.Organization?.FeatureSet === 'ALL';
  }

  private async pendingRequest({ session }: Request): Promise<CallResult<Handshake | undefined>> {
    const all = await listHandshakes(this.calls, session, { ActionType: 'ENABLE_ALL_FEATURES' });
    return all.kind === 'DONE' ? done(all.output.find(isPending)) : all;
  }

  private failed({ session, asker }: Request, result: Unsuccessful): Promise<Failure> {
    return organizationsFailure({ calls: this.calls, session, asker }, result, ENABLING);
  }
}

function enabled(): Owned {
  return { ownership: 'enabled', id: 'all-features' };
}

function requested(): Owned {
  return { ownership: 'requested', id: 'all-features' };
}

function answer(owned: Owned, state: AllFeaturesAttributes['State'], handshakeId: string): Managed {
  const attributes: AllFeaturesAttributes = {
    HandshakeId: handshakeId, State: state, Outcome: owned.ownership === 'enabled' ? 'ALREADY_ENABLED' : 'PENDING',
  };
  return managed(owned, { ...attributes });
}
