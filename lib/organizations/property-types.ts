import { DURATION, REMOVAL_POLICY } from '../properties/aws-types';
import { ACCOUNT_ID, BOOLEAN, given, mapOf, objectWith, oneOf, PropertyType, PropertyTypes, structure, TEXT } from '../properties/property-type';
import { refuse } from '../properties/validation';
import { Acceptance, AssumeRoleOptions, OnTimeout, WaitOptions } from './acceptance';
import type { AccountInvitationProps } from './account-invitation-props';
import type { AllFeaturesProps } from './all-features';
import { InvitationTarget } from './invitation-target';

const WAIT_TYPES: PropertyTypes<WaitOptions> = {
  timeout: DURATION,
  onTimeout: oneOf(OnTimeout),
};

const ASSUME_ROLE_TYPES: PropertyTypes<AssumeRoleOptions> = {
  roleName: TEXT,
  roleArn: TEXT,
  externalId: TEXT,
};

const ANY_TARGET = objectWith<InvitationTarget>(['_accountId', '_email'], 'an InvitationTarget, as InvitationTarget.account() makes it');
const ANY_ACCEPTANCE = objectWith<Acceptance>(['_mode', '_wait', '_role'], 'an Acceptance, as Acceptance.waitFor() makes it');

/** Who makes a target has no construct to name in an error. */
const TARGET: PropertyType<InvitationTarget> = {
  isRequired: false,
  read: (scope, property, value) => {
    const { _accountId: accountId, _email: email } = ANY_TARGET.read(scope, property, value);
    if (accountId !== undefined) return InvitationTarget.account(ACCOUNT_ID.read(scope, property, accountId));
    return InvitationTarget.email(TEXT.read(scope, property, email ?? refuse(scope, property, undefined, 'given')));
  },
};

export const ACCEPTANCE: PropertyType<Acceptance> = {
  isRequired: false,
  read: (scope, property, value) => {
    const acceptance = ANY_ACCEPTANCE.read(scope, property, value);
    const wait = structure(WAIT_TYPES).read(scope, property, acceptance._wait);
    return acceptance._with(wait, structure(ASSUME_ROLE_TYPES).read(scope, property, acceptance._role));
  },
};

export const ACCOUNT_INVITATION_TYPES: PropertyTypes<AccountInvitationProps> = {
  target: given(TARGET),
  notes: TEXT,
  tags: mapOf(TEXT),
  organizationalUnitId: TEXT,
  acceptance: ACCEPTANCE,
  removalPolicy: REMOVAL_POLICY,
  generation: TEXT,
};

export const ALL_FEATURES_TYPES: PropertyTypes<AllFeaturesProps> = {
  finalize: BOOLEAN,
  generation: TEXT,
};
