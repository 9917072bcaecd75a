import { ANY_OBJECT, BOOLEAN, either, list, matching, members, NUMBER, oneOf, record, Shape, TEXT } from './shape';

const ACCOUNT_ID = matching(/^\d{12}$/, 'an account id of 12 digits');
const UNIT_ID = matching(/^ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}$/, 'the id of an organizational unit, such as ou-ab12-12345678');
const PATH = matching(/^\/([!-~]+\/)?$/, 'a path such as /service/');
const ORGANIZATION_ID = matching(/^o-[a-z0-9]{10,32}$/, 'the id of an organization, such as o-0123456789');

const ACCOUNT = {
  id: ACCOUNT_ID,
  email: TEXT,
  name: TEXT,
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
  joinedDaysAgo: NUMBER,
  isDelegatedAdministrator: BOOLEAN,
  tags: record(TEXT),
}, 'id');

const HANDSHAKE = members({
  action: oneOf('INVITE', 'TRANSFER_RESPONSIBILITY'),
  account: ACCOUNT_ID,
  email: TEXT,
  notes: TEXT,
  requestedDaysAgo: NUMBER,
  state: oneOf('ACCEPTED', 'DECLINED', 'CANCELED'),
});

const ORGANIZATION = members({
  id: ORGANIZATION_ID,
  managementAccount: either(ACCOUNT_ID, MEMBER),
  featureSet: oneOf('ALL', 'CONSOLIDATED_BILLING'),
  createdDaysAgo: NUMBER,
  isFinalizing: BOOLEAN,
  isEnablingAllFeatures: BOOLEAN,
  accountQuota: NUMBER,
  dailyInvitations: NUMBER,
  allowsTransfers: BOOLEAN,
  organizationalUnits: either(list(TEXT), record(UNIT_ID)),
  accounts: list(MEMBER),
  handshakes: list(HANDSHAKE),
}, 'managementAccount');

/** What a seed says about organizations, by the names of its members. */
export const ORGANIZATIONS: Readonly<Record<string, Shape>> = {
  account: ACCOUNT_ID,
  organizations: list(ORGANIZATION),
  accounts: list(members({ ...ACCOUNT, changedMembershipDaysAgo: NUMBER }, 'id')),
  roles: list(members({
    account: ACCOUNT_ID, roleName: TEXT, path: PATH, trustPolicy: ANY_OBJECT, policies: list(ANY_OBJECT), permissionsBoundary: TEXT,
  }, 'account', 'roleName', 'trustPolicy')),
  managedPolicies: list(members({ account: ACCOUNT_ID, policyName: TEXT, path: PATH, document: ANY_OBJECT }, 'account', 'policyName', 'document')),
};
