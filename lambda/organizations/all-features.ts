import type { Handshake } from '@aws-sdk/client-organizations';
import type { AllFeaturesAttributes, AllFeaturesProperties } from '../../lib/contract/organizations';
import type { PropertyReader } from '../custom-resource/properties';
import { CreateRequest, GuardedResource, Managed, managed, Released, released, UpdateRequest } from '../custom-resource/resource';
import { call } from '../guard/call';
import { decided } from '../guard/decide/decision';
import type { Failure } from '../guard/failure';
import type { OwnStack } from '../guard/own-stack';
import type { Owned } from '../guard/ownership';
import { CallResult, done, Result, Unsuccessful } from '../guard/result';
import { accountOf } from '../guard/stack-view';
import { untilVisible } from '../guard/until-visible';
import { Confirming, decideAllFeatures, FeaturesState, requested, SeenFeatures } from './decide/all-features';
import { isForManagement, isPending } from './handshake';
import { listHandshakes } from './handshakes';
import { organizationsFailure } from './invitation-failure';
import type { OrganizationsCalls } from './organizations-calls';

type Properties = AllFeaturesProperties;
type Request = CreateRequest<Properties>;

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
    const isUndoing = await this.ownStack.isUndoingUpdate(request.session, request.asker);
    if (isUndoing.kind === 'REFUSED') return isUndoing;
    if (!isUndoing.output) return this.converge(request, request.owned);
    return answerOf(requested(request.owned, await this.hasAllFeatures(request) ? 'ENABLED' : 'PENDING', ''));
  }

  public async delete(): Promise<Released> {
    return released('KEPT');
  }

  private async converge(request: Request, owned: Owned | undefined, seen: SeenFeatures = {}): Promise<Managed | Failure> {
    const wish = { finalize: request.properties.Finalize, owned, management: accountOf(request.asker) };
    const decision = await decided(seen, (each: SeenFeatures) => decideAllFeatures(wish, each), async (at): Promise<Result<SeenFeatures>> => {
      if (at === 'ORGANIZATION') return this.seenOr(request, await this.describeFeatures(request), (hasAll) => ({ hasAll }));
      if (at === 'REQUEST') return this.seenOr(request, await this.pendingRequest(request), (pending) => ({ request: pending ?? 'NONE' }));
      if (at === 'CONFIRMATION') return this.seenOr(request, await this.pendingConfirmation(request), (pending) => ({ confirmation: pending ?? {} }));
      return this.seenOr(request, await listHandshakes(this.calls, request.session, { ParentHandshakeId: at.approvalsOf }), (approvals) => ({ approvals }));
    });
    switch (decision.kind) {
      case 'CREATE': return this.ask(request, owned);
      case 'UPDATE': return this.accept(request, owned, decision.writes);
      case 'NOTHING': return answerOf(decision);
      case 'REFUSED': return decision;
    }
  }

  /** Asks for all features; every invited account then has to approve. */
  private async ask(request: Request, owned: Owned | undefined): Promise<Managed | Failure> {
    const asked = await call(request.session, 'organizations:EnableAllFeatures', () => this.calls.enableAllFeatures());
    if (asked.kind === 'DONE') return this.converge(request, owned, { hasAll: false, request: asked.output });
    if (asked.kind === 'FAILED' && asked.code === 'ORGANIZATION_ALREADY_HAS_ALL_FEATURES') return this.converge(request, owned, { hasAll: true });
    if (asked.kind === 'FAILED' && asked.code === 'ORGANIZATION_IS_ALREADY_PENDING_ALL_FEATURES_MIGRATION') {
      const pending = await untilVisible(request.session, () => this.pendingRequest(request));
      if (pending.kind === 'DONE' && pending.output) return this.converge(request, owned, { hasAll: false, request: pending.output });
    }
    return this.failed(request, asked);
  }

  private async accept(request: Request, owned: Owned | undefined, { requestId, handshakeId }: Confirming): Promise<Managed | Failure> {
    const accepted = await call(request.session, 'organizations:AcceptHandshake', () => this.calls.acceptHandshake(handshakeId));
    switch (accepted.kind) {
      case 'DONE': return answerOf(requested(owned, 'ENABLED', requestId));
      case 'CONFLICT': return answerOf(requested(owned, await this.hasAllFeatures(request) ? 'ENABLED' : 'PENDING', requestId));
      case 'MISSING':
      case 'FAILED': return this.failed(request, accepted);
    }
  }

  private async hasAllFeatures(request: Request): Promise<boolean> {
    const features = await this.describeFeatures(request);
    return features.kind === 'DONE' && features.output;
  }

  private async describeFeatures({ session }: Request): Promise<CallResult<boolean>> {
    const organization = await call(session, 'organizations:DescribeOrganization', () => this.calls.describeOrganization());
    return organization.kind === 'DONE' ? done(organization.output.Organization?.FeatureSet === 'ALL') : organization;
  }

  private pendingRequest(request: Request): Promise<CallResult<Handshake | undefined>> {
    return this.pendingOfManagement(request, 'ENABLE_ALL_FEATURES');
  }

  /** The documentation has two names for what the management account accepts in the end. The other one is what the accounts are asked. */
  private pendingConfirmation(request: Request): Promise<CallResult<Handshake | undefined>> {
    return this.pendingOfManagement(request, 'APPROVE_ALL_FEATURES');
  }

  private async pendingOfManagement({ session, asker }: Request, action: 'ENABLE_ALL_FEATURES' | 'APPROVE_ALL_FEATURES'): Promise<CallResult<Handshake | undefined>> {
    const all = await listHandshakes(this.calls, session, { ActionType: action });
    return all.kind === 'DONE' ? done(all.output.find((each) => isPending(each) && isForManagement(each, accountOf(asker)))) : all;
  }

  private async seenOr<Output>(request: Request, result: CallResult<Output>, seen: (output: Output) => SeenFeatures): Promise<Result<SeenFeatures>> {
    return result.kind === 'DONE' ? done(seen(result.output)) : this.failed(request, result);
  }

  private failed({ session, asker }: Request, result: Unsuccessful): Promise<Failure> {
    return organizationsFailure({ calls: this.calls, session, asker }, result, 'enabling all features of the organization');
  }
}

function answerOf({ owned, state, handshakeId }: FeaturesState): Managed {
  const attributes: AllFeaturesAttributes = {
    HandshakeId: handshakeId, State: state, Outcome: owned.ownership === 'enabled' ? 'ALREADY_ENABLED' : 'PENDING',
  };
  return managed(owned, { ...attributes });
}
