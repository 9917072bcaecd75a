import {
  GROUP_LOOKUP_RESOURCE_TYPE, GROUP_MEMBERSHIP_RESOURCE_TYPE, GROUP_RESOURCE_TYPE, USER_LOOKUP_RESOURCE_TYPE, USER_RESOURCE_TYPE,
} from '../lib/contract/identity-store';
import { ACCOUNT_INVITATION_RESOURCE_TYPE, ALL_FEATURES_RESOURCE_TYPE } from '../lib/contract/organizations';
import { outcomeOf, Owned, parsePhysicalResourceId } from '../lambda/guard/ownership';
import { isMembers } from '../sandbox/cloudformation/functions/function';
import type { Json, Properties } from '../sandbox/cloudformation/template';
import type { Organizations } from '../sandbox/organizations/organizations';

/** The answer of a function to its last event, as far as it follows from what it is about. */
export type DerivedAnswer = Readonly<Record<string, Json>>;

/** A deployed resource of this library. */
export interface DeployedResource {
  readonly type: string;
  readonly physicalId: string;
  readonly properties: Properties;
}

type Derive = (owned: Owned, properties: Properties, organizations: Organizations) => DerivedAnswer;

/** What the functions answer, type by type. What depends on the moment of the answer isn't here: nobody knows it any more. */
const ANSWERS: Readonly<Record<string, Derive>> = {
  [USER_RESOURCE_TYPE]: (owned) => ({ UserId: owned.id, Outcome: outcomeOf(owned) }),
  [GROUP_RESOURCE_TYPE]: (owned) => ({ GroupId: owned.id, Outcome: outcomeOf(owned) }),
  [GROUP_MEMBERSHIP_RESOURCE_TYPE]: (owned) => ({ MembershipId: owned.id, Outcome: outcomeOf(owned) }),
  [USER_LOOKUP_RESOURCE_TYPE]: ({ id }) => ({ UserId: id }),
  [GROUP_LOOKUP_RESOURCE_TYPE]: ({ id }) => ({ GroupId: id }),
  [ACCOUNT_INVITATION_RESOURCE_TYPE]: invitationAnswer,
  [ALL_FEATURES_RESOURCE_TYPE]: ({ ownership }) => ({ Outcome: ownership === 'enabled' ? 'ALREADY_ENABLED' : 'PENDING' }),
};

/** CloudFormation doesn't give away what a custom resource has answered. It is worked out from the id, the properties and what is there. */
export function derivedAnswer({ type, physicalId, properties }: DeployedResource, organizations: Organizations): DerivedAnswer {
  const owned = parsePhysicalResourceId(physicalId);
  return owned ? ANSWERS[type]?.(owned, properties, organizations) ?? {} : {};
}

function invitationAnswer({ ownership, id }: Owned, { Target: target }: Properties, organizations: Organizations): DerivedAnswer {
  const accountId = isMembers(target) ? target.AccountId : undefined;
  const known = accountId === undefined ? {} : { AccountId: accountId };
  if (ownership === 'member') return { HandshakeId: '', HandshakeArn: '', ExpiresAt: '', AccountId: id, State: 'MEMBER', Outcome: 'ALREADY_MEMBER' };
  const handshake = organizations.handshakes.find(id);
  return {
    HandshakeId: id,
    Outcome: ownership === 'created' ? 'CREATED' : 'REUSED',
    ...known,
    ...(handshake && { HandshakeArn: organizations.handshakeArn(handshake), ExpiresAt: new Date(handshake.expiresAt).toISOString() }),
  };
}
