/**
 * Why a deployment can fail, in plain words, each with the test that provokes it. A reader who sees nothing but the message has to come to the same cause.
 */
export interface ProvokedCause {
  readonly cause: string;
  readonly code: string;
  /** The whole name of the test. */
  readonly test: string;
}

function causes(code: string, tests: Readonly<Record<string, string>>): readonly ProvokedCause[] {
  return Object.entries(tests).map(([test, cause]) => ({ cause, code, test }));
}

const IDENTITY_STORE: readonly ProvokedCause[] = [
  ...causes('ALREADY_EXISTS', {
    'create fails when the group exists and the policy is FAIL, and changes nothing': 'a group with the declared name exists already, and the declaration asks not to adopt it',
    'create fails for an existing user under the policy FAIL, and changes nothing': 'a user with the declared name exists already, and the declaration asks not to adopt it',
    'create fails under FAIL when it exists': 'the membership exists already, and the declaration asks not to adopt it',
  }),
  ...causes('IDENTITY_MISMATCH', {
    'the proof before adoption fails when the addresses differ, shows the declared one and masks the other':
      'a user with the declared name exists, with another e-mail address, so it may be somebody else',
  }),
  ...causes('IDENTITY_UNPROVEN', {
    'the proof before adoption fails when the declaration has no address': 'a user with the declared name exists, and it can\'t be proven to be the same person because the declaration has no e-mail address',
    'the proof before adoption fails when the existing user has no address': 'a user with the declared name exists, and it can\'t be proven to be the same person because that user has no e-mail address',
  }),
  ...causes('EMAIL_TAKEN', {
    'an e-mail address that somebody else has fails a create, naming who has it by a name': 'a user with another user name already has the declared e-mail address, so the new one can\'t be created',
    'an e-mail address that somebody else has fails an update, naming who has it by a name, and the rollback leaves both as they were':
      'a user is to get an e-mail address that another user has',
  }),
  ...causes('PERSON_DECLARED_TWICE', {
    'somebody who is declared twice in one deployment is told of the other declaration': 'two constructs of the stack declare the same e-mail address under two user names',
  }),
  ...causes('USER_RENAMED_WITH_CONSTRUCT', {
    'somebody whose construct got another id together with the user name is told to keep the id':
      'a person was renamed, and the construct id changed together with the user name, so that the old user still has the address',
  }),
  ...causes('MANAGED_EXTERNALLY', {
    'create fails for a group of an external identity provider that differs, and never writes to it': 'the group comes from an external identity provider, and the declaration wants it otherwise',
    'an update of a user of an external identity provider fails when it would write, and its rollback doesn\'t': 'the user comes from an external identity provider, and the declaration changes an attribute of it',
  }),
  ...causes('IDENTITY_STORE_CHANGED', {
    'update refuses to follow to another identity store': 'the declared identity store of an existing resource was changed',
  }),
  ...causes('DISPLAY_NAME_TAKEN', {
    'update fails when another group has the new name, and the rollback leaves both as they were': 'a group is to be renamed to a name that another group has',
  }),
  ...causes('USER_NAME_TAKEN', {
    'user names that can be changed are refused when another user has the new one, and the rollback leaves both as they were': 'a user is to be renamed to a name that another user has',
  }),
  ...causes('USER_NAME_NOT_RENAMABLE', {
    'user names that can\'t be changed fail an update, and nothing else of it is done: {}': 'the service doesn\'t let the user name be changed',
  }),
  ...causes('UPDATE_CONFLICT_UNRESOLVED', {
    'an update that fails says what was seen when nobody is found who has the value': 'a new value conflicts with another user, who can\'t be found',
  }),
  ...causes('USER_NOT_FOUND', {
    'looking up a user fails clearly when nobody has the name': 'no user has the name that is looked up',
    'looking up a user tells of one that is spelled otherwise: ADA.LOVELACE': 'no user has the name that is looked up, but one in another spelling exists',
  }),
  ...causes('GROUP_NOT_FOUND', {
    'looking up a group fails clearly when nobody has the name': 'no group has the name that is looked up',
  }),
  ...causes('MEMBERSHIP_PARTY_NOT_FOUND', {
    'a group or user that isn\'t there is reported after a few attempts: user': 'the user of a membership doesn\'t exist in that identity store',
    'a group or user that isn\'t there is reported after a few attempts: group': 'the group of a membership doesn\'t exist in that identity store',
  }),
  ...causes('HELD_BY_ANOTHER_CONSTRUCT', {
    'a name that moves from one construct to another in one deployment fails while only the old template can be read, and nothing is lost':
      'one deployment renames a group and declares a new one under the old name, and the new one took the old one over first',
  }),
  ...causes('MANAGED_BY_TWO_CONSTRUCTS', {
    'a group that was there before, and two constructs that get its name adopted by both at the same time is refused to both as soon as One changes': 'two constructs of the stack manage the same group',
  }),
  ...causes('NAME_HELD_BY_ANOTHER_CONSTRUCT', {
    'two constructs of a first deployment that get the same name are refused if they are users': 'another construct of the stack, which stays, has a user with the same name',
  }),
  ...causes('MAKER_NOT_KNOWN', {
    'two constructs of a first deployment that get the same name are refused with what is known while the first one\'s create isn\'t answered':
      'a group with the name was made during this very deployment, perhaps by another construct that hasn\'t finished',
  }),
  ...causes('HOLDER_NOT_KNOWN_TO_GO', {
    'a construct that gets another id hands nothing over while the template can\'t be read, and says so':
      'another resource of the stack has the group, and whether it goes isn\'t known because the template couldn\'t be read',
    'a group of the stack, and a new construct that gets its name at deployment stay apart: a text and a parameter, with the OLD template':
      'another resource of the stack has the group, and the name of the new construct is only known at deployment, so both may mean it',
  }),
  ...causes('HAND_OVER_UNPROVEN', {
    'a user without an e-mail address, whose construct goes while another comes with the same user name is not given to somebody else':
      'one construct goes and another with the same user name comes, and without e-mail addresses nothing proves that both are the same person',
  }),
  ...causes('CONFLICT_UNRESOLVED', {
    'create fails with what was seen when the name is taken but no group is found': 'the service says that the group exists, but it can\'t be found',
  }),
  ...causes('IDENTITY_STORE_NOT_FOUND', {
    'CreateUser counts a missing identity store as gone when it deletes, else ends in IDENTITY_STORE_NOT_FOUND': 'the identity store doesn\'t exist, or not in that account and Region',
  }),
  ...causes('INVALID_REQUEST', {
    'an obstacle that stays says so when the service gives no reason': 'the service refuses a declared value as invalid, without a reason',
    'documents whose members are in camelCase that the service refuses for another reason are reported with that reason': 'the service refuses a declared value as invalid',
  }),
  ...causes('QUOTA_EXCEEDED', { 'an obstacle that stays is reported as QUOTA_EXCEEDED after 0 to 0 s': 'a quota of the Identity Store is used up' }),
  ...causes('KMS_ACCESS_DENIED', { 'an obstacle that stays is reported as KMS_ACCESS_DENIED after 45 to 60 s': 'the function may not use the KMS key of the identity store' }),
  ...causes('KMS_KEY_UNUSABLE', {
    'an obstacle that stays is reported as KMS_KEY_UNUSABLE after 0 to 0 s': 'the KMS key of the identity store can\'t be used: disabled, deleted or in a wrong state',
  }),
  ...causes('KMS_THROTTLED', { 'an obstacle that stays is reported as KMS_THROTTLED after 750 to 780 s': 'AWS KMS throttles the use of the identity store\'s key, for the whole time' }),
];

const ANY_SERVICE: readonly ProvokedCause[] = [
  ...causes('ACCESS_DENIED', {
    'a missing permission is a failure that names the action': 'the role of the function lacks a permission in the Identity Store',
    'CloudFormation that answers ListStackResources with ACCESS_DENIED fails an adoption, which says what it was for': 'the function may not list the resources of its own stack',
    'a move that is denied names what is denied': 'something denies the function to move accounts',
  }),
  ...causes('CREDENTIALS_NOT_KNOWN', { 'CreateUser ends in CREDENTIALS_NOT_KNOWN after UnrecognizedClientException': 'AWS doesn\'t know the credentials of the function' }),
  ...causes('REQUEST_TIME_REFUSED', { 'CreateUser ends in REQUEST_TIME_REFUSED after InvalidSignatureException': 'AWS refuses the time of the request: clocks differ' }),
  ...causes('THROTTLED', {
    'an obstacle that stays is reported as THROTTLED after 750 to 780 s': 'the Identity Store throttles the calls, for the whole time',
    'out of time comes although organizations:DescribeAccount is throttled by then to FAIL': 'AWS Organizations throttles the calls until the time for waiting is over',
  }),
  ...causes('SERVICE_UNAVAILABLE', {
    'an obstacle that stays is reported as SERVICE_UNAVAILABLE after 750 to 780 s': 'the service can\'t be reached or fails with errors of its own, for the whole time',
  }),
  ...causes('CONCURRENT_MODIFICATION', { 'an obstacle that stays is reported as CONCURRENT_MODIFICATION after 750 to 780 s': 'something else changes the same all the time' }),
  ...causes('OUT_OF_TIME', { 'time that is used up is an answer, before the function times out': 'the time that the function has was used up' }),
  ...causes('INVALID_PROPERTIES', {
    'the event itself with a wrong property Target.AccountId is refused at once': 'the id of the account that is to be invited doesn\'t reach the function',
    'the event itself with a wrong property OrganizationalUnitId is refused at once': 'the id of the organizational unit has not the form that it must have',
  }),
  ...causes('UNEXPECTED', {
    'CreateUser ends in UNEXPECTED after SomethingNewException': 'AWS answered with an exception that this version doesn\'t know',
    'create fails with everything AWS said for another conflict that nobody is found for': 'AWS reports a conflict that isn\'t about a taken value, and that this version doesn\'t know',
  }),
];

const SENDING = 'an invitation is not sent because of';
const explained = (reason: string): string => `HandshakeConstraintViolationException ${reason} is explained`;
const ownWords = (reason: string): string => `${SENDING} ${reason}, which has words of its own`;
const arises = (reason: string): string => `${reason} arises from the state of the organization`;

const INVITATIONS: readonly ProvokedCause[] = [
  ...causes('ALREADY_IN_AN_ORGANIZATION', { [arises('ALREADY_IN_AN_ORGANIZATION')]: 'the account is in another organization' }),
  ...causes('ACCOUNT_NUMBER_LIMIT_EXCEEDED', {
    [arises('ACCOUNT_NUMBER_LIMIT_EXCEEDED')]: 'the organization may not have more accounts: its quota is used up, pending invitations included',
  }),
  ...causes('HANDSHAKE_RATE_LIMIT_EXCEEDED', {
    [arises('HANDSHAKE_RATE_LIMIT_EXCEEDED')]: 'the invitations that may be sent in 24 hours are used up',
  }),
  ...causes('INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES', {
    [arises('INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES')]: 'the organization is enabling all features, which some accounts have to approve before anybody can be invited',
  }),
  ...causes('PAYMENT_INSTRUMENT_REQUIRED', { [arises('PAYMENT_INSTRUMENT_REQUIRED')]: 'the invited account or the management account has no valid payment method' }),
  ...causes('MASTER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED', {
    [ownWords('MASTER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED')]: 'the management account has no valid payment method',
  }),
  ...causes('ORGANIZATION_FROM_DIFFERENT_SELLER_OF_RECORD', {
    [arises('ORGANIZATION_FROM_DIFFERENT_SELLER_OF_RECORD')]: 'the account belongs to another AWS seller or partition than the organization',
  }),
  ...causes('ORGANIZATION_MEMBERSHIP_CHANGE_RATE_LIMIT_EXCEEDED', {
    'ConstraintViolationException ORGANIZATION_MEMBERSHIP_CHANGE_RATE_LIMIT_EXCEEDED is explained': 'the account has changed organizations too often lately',
  }),
  ...causes('MANAGEMENT_ACCOUNT_EMAIL_NOT_VERIFIED', { [arises('MANAGEMENT_ACCOUNT_EMAIL_NOT_VERIFIED')]: 'the e-mail address of the management account isn\'t verified' }),
  ...causes('ACCOUNT_OWNER_NOT_VERIFIED', {
    'an invitation is not sent before the address of the management account is verified, and the message names that address':
      'the owner of the management account hasn\'t verified its e-mail address yet',
  }),
  ...causes('LEGACY_PERMISSIONS_STILL_IN_USE', { [explained('LEGACY_PERMISSIONS_STILL_IN_USE')]: 'old IAM actions for billing are still in use' }),
  ...causes('ORGANIZATION_ALREADY_HAS_ALL_FEATURES', { [explained('ORGANIZATION_ALREADY_HAS_ALL_FEATURES')]: 'the organization has all features already' }),
  ...causes('ORGANIZATION_IS_ALREADY_PENDING_ALL_FEATURES_MIGRATION', {
    'a refusal that one is pending, and none is found, is explained': 'enabling all features was already asked for and is pending',
  }),
  ...causes('PAST_DUE_INVOICE', { [explained('PAST_DUE_INVOICE')]: 'an invoice of the account is overdue' }),
  ...causes('RESPONSIBILITY_TRANSFER_ALREADY_EXISTS', { [explained('RESPONSIBILITY_TRANSFER_ALREADY_EXISTS')]: 'a transfer of billing responsibility is there already' }),
  ...causes('SOURCE_AND_TARGET_CANNOT_MATCH', { [explained('SOURCE_AND_TARGET_CANNOT_MATCH')]: 'the account that is invited is the one that invites' }),
  ...causes('TARGET_ACCOUNT_VALIDATION_FAILURE', { [explained('TARGET_ACCOUNT_VALIDATION_FAILURE')]: 'AWS can\'t validate the account for a transfer of billing' }),
  ...causes('UNUSED_PREPAYMENT_BALANCE', { [explained('UNUSED_PREPAYMENT_BALANCE')]: 'the account has a prepayment that is not used up' }),
  ...causes('HANDSHAKE_CONSTRAINT', {
    'HandshakeConstraintViolationException a reason that this version doesn\'t know is passed on': 'AWS refuses the invitation for a reason that this version doesn\'t know',
  }),
  ...causes('CONSTRAINT_VIOLATION', {
    'ConstraintViolationException a reason that this version doesn\'t know is passed on': 'AWS refuses the call for a constraint that this version doesn\'t know',
  }),
  ...causes('ACCOUNT_CANNOT_LEAVE_ORGANIZATION', { [ownWords('ACCOUNT_CANNOT_LEAVE_ORGANIZATION')]: 'the account manages the organization that it is in' }),
  ...causes('ACCOUNT_CANNOT_LEAVE_WITHOUT_EULA', { [ownWords('ACCOUNT_CANNOT_LEAVE_WITHOUT_EULA')]: 'nobody has accepted the customer agreement for the account' }),
  ...causes('ACCOUNT_CANNOT_LEAVE_WITHOUT_PHONE_VERIFICATION', {
    [ownWords('ACCOUNT_CANNOT_LEAVE_WITHOUT_PHONE_VERIFICATION')]: 'the phone number of the account isn\'t verified',
  }),
  ...causes('ACCOUNT_CREATION_NOT_COMPLETE', { [ownWords('ACCOUNT_CREATION_NOT_COMPLETE')]: 'the account is not completely set up yet' }),
  ...causes('ALL_FEATURES_MIGRATION_ORGANIZATION_SIZE_LIMIT_EXCEEDED', {
    'a refusal by ConstraintViolationException ALL_FEATURES_MIGRATION_ORGANIZATION_SIZE_LIMIT_EXCEEDED is explained': 'the organization has too many accounts to enable all features by itself',
  }),
  ...causes('CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG', {
    [ownWords('CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG')]: 'the account is a delegated administrator in its organization, and can\'t leave before that is taken back',
  }),
  ...causes('MASTER_ACCOUNT_ADDRESS_DOES_NOT_MATCH_MARKETPLACE', {
    [ownWords('MASTER_ACCOUNT_ADDRESS_DOES_NOT_MATCH_MARKETPLACE')]: 'the address of the management account is not in the country of the marketplace that it belongs to',
  }),
  ...causes('MASTER_ACCOUNT_MISSING_BUSINESS_LICENSE', { [ownWords('MASTER_ACCOUNT_MISSING_BUSINESS_LICENSE')]: 'the management account has no business licence on file' }),
  ...causes('MASTER_ACCOUNT_MISSING_CONTACT_INFO', { [ownWords('MASTER_ACCOUNT_MISSING_CONTACT_INFO')]: 'the management account lacks contact information' }),
  ...causes('MASTER_ACCOUNT_NOT_GOVCLOUD_ENABLED', { [ownWords('MASTER_ACCOUNT_NOT_GOVCLOUD_ENABLED')]: 'the management account isn\'t enabled for AWS GovCloud' }),
  ...causes('WAIT_PERIOD_ACTIVE', { [ownWords('WAIT_PERIOD_ACTIVE')]: 'the account is too new to leave the organization that it is in' }),
  ...causes('ORGANIZATION_FINALIZING', { 'a new organization is told to wait an hour (FinalizingOrganizationException)': 'the organization was just created and isn\'t ready' }),
  ...causes('NO_ORGANIZATION', { [`${SENDING.replace(' because of', '')} without an organization`]: 'the account of the stack is in no organization' }),
  ...causes('NOT_MANAGEMENT_ACCOUNT', {
    'somewhere else than in the management account a delegated administrator is told the right account': 'the stack is deployed in another account than the management account',
  }),
  ...causes('INVALID_TARGET', { [`${SENDING} InvalidInputException INVALID_EMAIL_ADDRESS_TARGET`]: 'the declared e-mail address or account id of the invited account is not valid for AWS' }),
  ...causes('INVALID_ORGANIZATIONS_INPUT', { [`${SENDING} notes that could be part of a web page`]: 'AWS refuses the notes of the invitation' }),
  ...causes('TAG_NOT_ALLOWED', {
    [`${SENDING} TAG_POLICY_VIOLATION`]: 'the declared tags violate a tag policy',
    [`${SENDING} MAX_TAG_LIMIT_EXCEEDED`]: 'the account would have too many tags',
    [`${SENDING} InvalidInputException INVALID_SYSTEM_TAGS_PARAMETER`]: 'a declared tag key is reserved for AWS',
  }),
  ...causes('DUPLICATE_HANDSHAKE_UNMATCHED', {
    'an invitation that AWS says is pending, and nobody finds is reported after 30 seconds with what is pending, other people\'s addresses masked':
      'AWS says that the account is invited already, but none of the pending invitations is for it',
  }),
];

const MEMBERS: readonly ProvokedCause[] = [
  ...causes('INVITATION_NOT_ACCEPTED', { 'out of time FAIL says who has to accept, where, and by when': 'nobody has accepted the invitation within the time that the deployment waits' }),
  ...causes('INVITATION_DECLINED', { 'an invitation that ends otherwise fails at once DECLINED': 'the invited account has declined' }),
  ...causes('INVITATION_CANCELED', { 'an invitation that ends otherwise fails at once CANCELED': 'somebody has taken the invitation back' }),
  ...causes('INVITATION_EXPIRED', { 'an invitation that ends otherwise fails at once EXPIRED': 'the invitation has expired before it was accepted' }),
  ...causes('INVITATION_GONE', { 'an invitation that ends otherwise fails at once forgotten by AWS, and not found': 'AWS doesn\'t know the invitation any more, and the account is no member' }),
  ...causes('ACCOUNT_NOT_IN_ORGANIZATION', {
    'out of time an account that has accepted and left isn\'t said to have never accepted': 'the account has accepted, but isn\'t in the organization (any more)',
    'an account that leaves meanwhile is said not to be there any more organizations:MoveAccount AccountNotFoundException': 'the account has left the organization while it was being moved',
  }),
  ...causes('ACCOUNT_SUSPENDED_OR_CLOSED', { 'an account whose state is CLOSED fails a new declaration of it by its id, and nothing is written': 'the declared account is closed' }),
  ...causes('OU_NOT_FOUND', { 'a move to a unit that isn\'t there leaves the account where it is': 'the declared organizational unit doesn\'t exist' }),
  ...causes('ALL_FEATURES_NOT_APPROVED', {
    'a request that is answered no is reported with who has declined, and made again once it was canceled': 'an account has declined that the organization enables all features',
  }),
  ...causes('ROLE_NOT_ASSUMABLE', {
    'a role that can\'t be assumed is reported, and the invitation stays pending and is reused (there is no such role)':
      'the role that should accept can\'t be assumed: it doesn\'t exist in the invited account, or doesn\'t trust the function\'s role',
  }),
  ...causes('STS_REGION_DISABLED', {
    'an acceptance that is refused because AWS STS isn\'t active in the Region': 'AWS STS isn\'t active in a Region for the invited account',
  }),
  ...causes('ACCEPTANCE_DENIED', {
    'an acceptance that is refused because the role may not accept': 'the role in the invited account lacks the permission to accept',
    'an acceptance that is refused because the role may not create the service-linked role': 'the role in the invited account may not create the service-linked role of AWS Organizations',
  }),
];

const ELSEWHERE = causes('ROLE_NOT_IN_INVITED_ACCOUNT', {
  'an acceptance that is refused because the role is not in the invited account': 'the role that should accept is in another account than the invited one',
});

const WITHOUT_ROLLBACK = causes('REPLACEMENT_WITHOUT_ROLLBACK', {
  'a membership of another user isn\'t made, until there is a rollback': 'a membership is to be of another user, which replaces it, on a stack that is deployed without rollback',
});

// What comes later comes last: answers of readers are kept by the number of the cause.
export const CAUSES: readonly ProvokedCause[] = [...IDENTITY_STORE, ...ANY_SERVICE, ...INVITATIONS, ...MEMBERS, ...ELSEWHERE, ...WITHOUT_ROLLBACK];
