import { POLICY_TYPES } from '../organizations/managed-policies';
import { ACCOUNT_ID, ANY_OBJECT, BOOLEAN, either, list, matching, members, numberFrom, oneOf, record, Shape, TEXT, textOf, wholeNumberFrom } from './shape';

const UNIT_ID = matching(/^ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}$/, 'the id of an organizational unit, such as ou-ab12-12345678');
const PATH = matching(/^\/([!-~]+\/)?$/, 'a path such as /service/');
const ORGANIZATION_ID = matching(/^o-[a-z0-9]{10,32}$/, 'the id of an organization, such as o-0123456789');

const SERVICE_PRINCIPAL = matching(/^[\w+=,.@-]{1,128}$/, 'a service principal, such as sso.amazonaws.com');
const EMAIL = matching(/^(?=.{6,64}$)[^\s@]+@[^\s@]+\.[^\s@]+$/, 'an e-mail address of 6 to 64 characters');
const ROLE_NAME = matching(/^[\w+=,.@-]{1,64}$/, 'the name of a role');

/** Far longer than there are accounts, and far from where dates end. */
const DAYS = numberFrom(0, 36_500);

const ACCOUNT = {
  id: ACCOUNT_ID,
  email: EMAIL,
  name: textOf(1, 128),
  state: oneOf('PENDING_ACTIVATION', 'ACTIVE', 'SUSPENDED', 'PENDING_CLOSURE', 'CLOSED'),
  sellerOfRecord: TEXT,
  hasPaymentInstrument: BOOLEAN,
  isEmailVerified: BOOLEAN,
  missingToLeave: oneOf('EULA', 'PAYMENT_INSTRUMENT', 'PHONE_VERIFICATION'),
  hasServiceLinkedRole: BOOLEAN,
};

const MEMBER = members({
  ...ACCOUNT,
  organizationalUnit: TEXT,
  joinedMethod: oneOf('INVITED', 'CREATED'),
  joinedDaysAgo: DAYS,
  isDelegatedAdministrator: BOOLEAN,
  delegatedServices: list(SERVICE_PRINCIPAL),
  tags: record(TEXT),
}, 'id');

const HANDSHAKE = members({
  action: oneOf('INVITE', 'TRANSFER_RESPONSIBILITY'),
  account: ACCOUNT_ID,
  email: EMAIL,
  notes: textOf(0, 1024),
  requestedDaysAgo: DAYS,
  state: oneOf('ACCEPTED', 'DECLINED', 'CANCELED'),
});

const ORGANIZATION = members({
  id: ORGANIZATION_ID,
  managementAccount: either(ACCOUNT_ID, MEMBER),
  featureSet: oneOf('ALL', 'CONSOLIDATED_BILLING'),
  createdDaysAgo: DAYS,
  isFinalizing: BOOLEAN,
  isEnablingAllFeatures: BOOLEAN,
  accountQuota: wholeNumberFrom(1),
  dailyInvitations: wholeNumberFrom(0),
  allowsTransfers: BOOLEAN,
  serviceAccess: list(SERVICE_PRINCIPAL),
  policyTypes: list(oneOf(...POLICY_TYPES)),
  organizationalUnits: either(list(TEXT), record(UNIT_ID)),
  accounts: list(MEMBER),
  handshakes: list(HANDSHAKE),
}, 'managementAccount');

/** What a seed says about organizations, by the names of its members. */
export const ORGANIZATIONS: Readonly<Record<string, Shape>> = {
  account: ACCOUNT_ID,
  organizations: list(ORGANIZATION),
  accounts: list(members({ ...ACCOUNT, changedMembershipDaysAgo: DAYS }, 'id')),
  roles: list(members({
    account: ACCOUNT_ID, roleName: ROLE_NAME, path: PATH, trustPolicy: ANY_OBJECT, policies: list(ANY_OBJECT), permissionsBoundary: TEXT,
  }, 'account', 'roleName', 'trustPolicy')),
  managedPolicies: list(members({ account: ACCOUNT_ID, policyName: TEXT, path: PATH, document: ANY_OBJECT }, 'account', 'policyName', 'document')),
};
