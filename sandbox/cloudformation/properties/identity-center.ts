import { DESCRIPTION, EMULATED, recorded, TAGS, upTo } from './treatment';

const NOBODY_SIGNS_IN = recorded('nobody signs in with a permission set of the sandbox');

export const IDENTITY_CENTER = {
  'AWS::IdentityStore::Group': {
    Description: EMULATED,
    DisplayName: EMULATED,
    IdentityStoreId: EMULATED,
  },
  'AWS::IdentityStore::GroupMembership': {
    GroupId: EMULATED,
    IdentityStoreId: EMULATED,
    MemberId: EMULATED,
  },
  'AWS::IdentityStore::User': {
    Addresses: EMULATED,
    Birthdate: EMULATED,
    DisplayName: EMULATED,
    Emails: EMULATED,
    IdentityStoreId: EMULATED,
    Locale: EMULATED,
    Name: EMULATED,
    NickName: EMULATED,
    PhoneNumbers: EMULATED,
    Photos: EMULATED,
    PreferredLanguage: EMULATED,
    ProfileUrl: EMULATED,
    Roles: EMULATED,
    Timezone: EMULATED,
    Title: EMULATED,
    UserName: EMULATED,
    UserType: EMULATED,
    Website: EMULATED,
  },
  'AWS::SSO::Assignment': {
    InstanceArn: EMULATED,
    PermissionSetArn: EMULATED,
    PrincipalId: EMULATED,
    PrincipalType: EMULATED,
    TargetId: EMULATED,
    TargetType: EMULATED,
  },
  'AWS::SSO::PermissionSet': {
    CustomerManagedPolicyReferences: NOBODY_SIGNS_IN,
    Description: upTo(700, DESCRIPTION),
    InlinePolicy: NOBODY_SIGNS_IN,
    InstanceArn: EMULATED,
    ManagedPolicies: NOBODY_SIGNS_IN,
    Name: upTo(32),
    PermissionsBoundary: NOBODY_SIGNS_IN,
    RelayStateType: NOBODY_SIGNS_IN,
    SessionDuration: NOBODY_SIGNS_IN,
    Tags: TAGS,
  },
};
