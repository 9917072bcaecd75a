import type { CatalogueEntry } from './catalogue-entry';

/** The reasons of AWS Organizations. */
export const ORGANIZATIONS_REASONS = {
  ALREADY_IN_AN_ORGANIZATION: {
    happened: '{doing} is not possible because the account is in another organization, or manages one',
    remedy: 'Have it leave the other organization, or ask that organization\'s administrators to remove it (a management account deletes its own '
      + 'organization), then deploy again',
    cause: 'An account is in one organization at most. This one is not in yours, that was looked up. A member can move directly while it is '
      + 'still in the other one, if that organization\'s policies allow it; the account that manages an organization can\'t.',
  },
  ACCOUNT_NUMBER_LIMIT_EXCEEDED: {
    happened: '{doing} would exceed the number of accounts that the organization may have{details}',
    remedy: 'Request a higher quota "Default maximum number of accounts" in Service Quotas (Region us-east-1), or cancel pending invitations that '
      + 'nobody needs, then deploy again; if the organization is new, wait an hour first',
    cause: 'Pending invitations and closed accounts count until they are gone, and an organization younger than an hour may refuse all.',
  },
  HANDSHAKE_RATE_LIMIT_EXCEEDED: {
    happened: '{doing} is not possible because the invitations that the organization may send in 24 hours are used up{details}',
    remedy: 'Deploy again when the oldest invitation of the last 24 hours is a day old; declined, canceled and expired ones count as well',
    cause: 'An organization may try to invite 20 accounts a day, or as many as its quota of accounts if that is more. Accepted invitations '
      + 'don\'t count.',
  },
  INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES: {
    happened: '{doing} is not possible while the organization enables all features{details}',
    remedy: 'Have these accounts approve the change under Invitations in their AWS Organizations console and finish it in the management account '
      + '(AllFeatures with finalize), then deploy again',
    cause: 'Invitations are frozen from the moment all features are requested until every account that was invited has approved, at most 90 days.',
  },
  ORGANIZATION_MEMBERSHIP_CHANGE_RATE_LIMIT_EXCEEDED: {
    happened: '{doing} is not possible because the account joined or left an organization too often or too recently',
    remedy: 'Deploy again after the time that AWS names, or tomorrow if it names none: {message}',
    cause: 'AWS limits how often an account changes organizations.',
  },
  PAYMENT_INSTRUMENT_REQUIRED: {
    happened: '{doing} is not possible because the account or the management account has no valid payment method',
    remedy: 'Look under Billing and Cost Management, Payment preferences, in both accounts, add one where it is missing, then deploy again',
    cause: 'The account that pays for the organization needs a payment method, and one that could have to stand alone again a payment method of its own. AWS '
      + 'doesn\'t say which of the two it means.',
  },
  ORGANIZATION_FROM_DIFFERENT_SELLER_OF_RECORD: {
    happened: '{doing} is not possible because account and organization are of different AWS sellers or partitions',
    remedy: 'Ask AWS Support whether the seller of record of the account can be changed, or use an organization of the same seller',
    cause: 'All accounts of an organization buy from the same seller (AWS Inc., AWS Europe, AWS India, …) in the same partition.',
  },
  MANAGEMENT_ACCOUNT_EMAIL_NOT_VERIFIED: {
    happened: '{doing} is not possible because the e-mail address of the management account{details} is not verified',
    remedy: 'Send the verification again under Settings of the AWS Organizations console in the management account, follow the link in that mail, '
      + 'then deploy again',
    cause: 'Only an organization whose management account has a verified e-mail address can invite.',
  },
  ORGANIZATION_ALREADY_HAS_ALL_FEATURES: {
    happened: '{doing} is not possible because, as AWS says, the organization has all features already',
    remedy: 'Nothing is left to enable, so deploy again; if it fails again, ask AWS Support, with the request id in brackets',
    cause: 'The request was for an organization with consolidated billing only. AllFeatures resolves this by itself.',
  },
  ORGANIZATION_IS_ALREADY_PENDING_ALL_FEATURES_MIGRATION: {
    happened: '{doing} is not possible because enabling all features has been requested already',
    remedy: 'Have the accounts approve it that the AWS Organizations console names under Settings, then deploy again',
    cause: 'There is one such request at a time. AllFeatures resolves this by itself.',
  },
  RESPONSIBILITY_TRANSFER_ALREADY_EXISTS: {
    happened: '{doing} is not possible because a transfer of billing already exists',
    remedy: 'Look under Billing transfer in the Billing and Cost Management console of the management account, end the existing one, then deploy again',
    cause: 'A reason of billing transfers between organizations, which can reach an invitation while one is under way.',
  },
  SOURCE_AND_TARGET_CANNOT_MATCH: {
    happened: '{doing} is not possible because sender and recipient are the same account',
    remedy: 'Declare another account as target: the management account is a member of its organization by itself',
    cause: 'An organization can\'t send a handshake to its own management account.',
  },
  UNUSED_PREPAYMENT_BALANCE: {
    happened: '{doing} is not possible because an unused prepayment is left in the billing of the account',
    remedy: 'Have the owner of the account use up or get back its Advance Pay balance (Billing and Cost Management, Payments), then deploy again',
    cause: 'A reason of billing transfers between organizations: prepaid money can\'t move along.',
  },
  LEGACY_PERMISSIONS_STILL_IN_USE: {
    happened: '{doing} is not possible because the account still uses the old permissions for billing',
    remedy: 'Have the owner of the account move its policies to the fine-grained actions (Billing and Cost Management, bulk policy migrator), then deploy again',
    cause: 'A reason of billing transfers between organizations: they know only the fine-grained permissions for billing.',
  },
  PAST_DUE_INVOICE: {
    happened: '{doing} is not possible because an invoice of the account is overdue',
    remedy: 'Have the owner of the account pay it (Billing and Cost Management, Payments), then deploy again',
    cause: 'A reason of billing transfers between organizations: what is overdue is settled first, by whoever owes it.',
  },
  TARGET_ACCOUNT_VALIDATION_FAILURE: {
    happened: '{doing} is not possible because AWS can\'t validate the account for a transfer of billing',
    remedy: 'Ask AWS Support, with the request id in brackets, what the invited account lacks',
    cause: 'A reason of billing transfers between organizations: AWS looked at the recipient and doesn\'t say what it found.',
  },
  WAIT_PERIOD_ACTIVE: {
    happened: '{doing} is not possible yet because the account is too new to leave the organization that it is in: {message}',
    remedy: 'Deploy again when the account is seven days old',
    cause: 'An account that was created in an organization stays there for seven days. A direct transfer to another one counts as leaving.',
  },
  CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG: {
    happened: '{doing} is not possible because the account is a delegated administrator of the organization that it is in',
    remedy: 'Have that organization deregister it ("aws organizations list-delegated-services-for-account" there says for which services), then deploy again',
    cause: 'An account that administers a service for an organization can\'t leave it, and a direct transfer counts as leaving.',
  },
  ACCOUNT_CANNOT_LEAVE_ORGANIZATION: {
    happened: '{doing} is not possible because the account manages the organization that it is in',
    remedy: 'Have its owner delete that organization (its members leave first), or declare another account, then deploy again',
    cause: 'The management account of an organization can\'t leave it.',
  },
  ACCOUNT_CANNOT_LEAVE_WITHOUT_EULA: {
    happened: '{doing} is not possible because nobody has accepted the AWS customer agreement for the account',
    remedy: 'Have its root user sign in and complete the sign-up of the account as one that stands alone, then deploy again',
    cause: 'An account that was created in an organization has no agreement of its own. It needs one before it can leave.',
  },
  ACCOUNT_CANNOT_LEAVE_WITHOUT_PHONE_VERIFICATION: {
    happened: '{doing} is not possible because the account has no verified phone number',
    remedy: 'Have its root user sign in and verify a phone number in the sign-up of the account as one that stands alone, then deploy again',
    cause: 'An account that was created in an organization has no contact of its own that was verified. It needs one before it can leave.',
  },
  ACCOUNT_CREATION_NOT_COMPLETE: {
    happened: '{doing} is not possible yet because the sign-up of the account is not complete or the account is not active',
    remedy: 'Have its owner complete the sign-up, wait until AWS says by e-mail that the account is ready, then deploy again',
    cause: 'AWS activates an account only when its sign-up is complete, which can take a day.',
  },
  MASTER_ACCOUNT_ADDRESS_DOES_NOT_MATCH_MARKETPLACE: {
    happened: '{doing} is not possible because the address of the management account is not in the country of the AWS marketplace that the management account belongs to',
    remedy: 'Have AWS Support move the management account to the marketplace of its address, or correct the address (Account, Contact information), then deploy again',
    cause: 'All accounts of an organization belong to one marketplace of AWS, that of the country of the management account.',
  },
  MASTER_ACCOUNT_MISSING_CONTACT_INFO: {
    happened: '{doing} is not possible because contact information of the management account is missing',
    remedy: 'Complete the address and phone number of the management account (Account, Contact information), then deploy again',
    cause: 'AWS asks for a whole contact before an organization gets further accounts.',
  },
  MASTER_ACCOUNT_MISSING_BUSINESS_LICENSE: {
    happened: '{doing} is not possible because AWS has no business licence of the management account',
    remedy: 'Upload the business licence in the console of the management account, wait until it is verified, then deploy again',
    cause: 'In the Regions of China the owner of an organization has to be a verified company.',
  },
  MASTER_ACCOUNT_NOT_GOVCLOUD_ENABLED: {
    happened: '{doing} is not possible because the management account has no access to AWS GovCloud (US)',
    remedy: 'Have the management account sign up for AWS GovCloud (US), then deploy again',
    cause: 'Accounts of AWS GovCloud (US) belong to a commercial account that has signed up for it.',
  },
  MASTER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED: {
    happened: '{doing} is not possible because the management account has no valid payment method',
    remedy: 'Add one in the management account (Billing and Cost Management, Payment preferences), then deploy again',
    cause: 'The management account pays for all accounts of its organization.',
  },
  ALL_FEATURES_MIGRATION_ORGANIZATION_SIZE_LIMIT_EXCEEDED: {
    happened: '{doing} is not possible because the organization has too many accounts to enable all features by itself',
    remedy: 'Ask AWS Support to enable all features, with the request id in brackets, then deploy again',
    cause: 'AWS limits for how many accounts an organization can enable all features by itself.',
  },
  STS_REGION_DISABLED: {
    happened: '{doing} is not possible because AWS STS is not active for the account of that role in the Region of AWS Organizations: {message}',
    remedy: 'Have an administrator of that account activate the Region (IAM console, Account settings, Security Token Service), then deploy again',
    cause: 'Sessions are asked for in the Region of AWS Organizations, which is active for every account unless its administrator has deactivated STS there.',
  },
  HANDSHAKE_CONSTRAINT: {
    happened: '{doing} was refused for a reason that this version doesn\'t know: {message}',
    remedy: 'Look the reason in brackets up in the API reference of AWS Organizations (HandshakeConstraintViolationException)',
    cause: 'AWS adds reasons from time to time.',
  },
  CONSTRAINT_VIOLATION: {
    happened: '{doing} would break a rule of AWS Organizations: {message}',
    remedy: 'Look the reason in brackets up in the API reference of AWS Organizations (ConstraintViolationException) and remove the obstacle, then deploy again',
    cause: 'A limit or rule for organizations, accounts, OUs or tags that has no code of its own here.',
  },
  TAG_NOT_ALLOWED: {
    happened: '{doing} was refused because of its tags: {message}',
    remedy: 'Declare at most 50 tags, each key once and none that begins with "aws:", as the tag policies of the organization allow, then deploy again',
    cause: 'The tags are too many, a key is there twice or is one of AWS\'s own, or a tag policy of the organization forbids one; the reason in brackets tells which.',
  },
  INVALID_TARGET: {
    happened: '{doing} was refused because the target can\'t be invited: {message}',
    remedy: 'Correct the account id or e-mail address in InvitationTarget (the address of the account\'s root user), then deploy again',
    cause: 'AWS Organizations doesn\'t know such an account, or takes no invitation for it.',
  },
  INVALID_ORGANIZATIONS_INPUT: {
    happened: '{doing} was refused by AWS Organizations as invalid: {message}',
    remedy: 'Correct the declared value that AWS objects to (target, notes, tags or unit; its reason is in brackets), then deploy again',
    cause: 'A value that passed the checks at synthesis, often one that was only known at deployment, or an OU under another root.',
  },
  ORGANIZATION_FINALIZING: {
    happened: '{doing} is not possible yet because AWS is still setting up the organization',
    remedy: 'Deploy again in an hour; if it still fails then, ask AWS Support',
    cause: 'A new organization can\'t invite accounts until AWS has finished creating it.',
  },
  ACCOUNT_OWNER_NOT_VERIFIED: {
    happened: '{doing} is not possible because the management account has not verified its e-mail address{details}',
    remedy: 'Follow the link in the verification mail that AWS sent to that address, or send it again from the AWS Organizations console, then deploy again',
    cause: 'Organizations sends invitations in the name of the management account, so its address has to be verified within 24 hours of its creation.',
  },
  NO_ORGANIZATION: {
    happened: '{doing} is not possible because the account of this stack is in no organization',
    remedy: 'Deploy this stack to the management account of the organization, or create the organization there first',
    cause: 'AWS Organizations was asked by an account that neither manages an organization nor is a member of one.',
  },
  NOT_MANAGEMENT_ACCOUNT: {
    happened: '{doing} is only possible in the management account of the organization, and this stack is in {account}',
    remedy: 'Deploy this stack to the management account {management}',
    cause: 'Invitations, cancellations and moves are requests that only the management account of an organization can make.',
  },
  DUPLICATE_HANDSHAKE_UNMATCHED: {
    happened: '{entity} can\'t be sent because AWS says that one is pending, but none of the pending invitations is for that target: {pending}',
    remedy: 'If one of them is for the same account (invited by its e-mail address instead of its id, or the other way round), declare that target or '
      + 'cancel it; else deploy again in a few minutes',
    cause: 'The pending invitations were read for 30 seconds. One by account id and one by e-mail address for the same account may collide, '
      + 'and which account an address belongs to can\'t be looked up.',
  },
  INVITATION_NOT_ACCEPTED: {
    happened: '{entity} was not accepted within {minutes} minutes; handshake {handshake} stays valid until {expires}',
    remedy: 'Have an administrator of the invited account accept it under Invitations in the AWS Organizations console, or with '
      + '"aws organizations accept-handshake --handshake-id {handshake}", then deploy again: the invitation is reused',
    cause: 'The deployment waited for the invited side as Acceptance.waitFor says. The invitation was not taken back.',
  },
  INVITATION_DECLINED: {
    happened: '{entity} was declined by the invited account (handshake {handshake})',
    remedy: 'Agree with its owner, then change generation of {resource} to another text, which sends a new invitation with the next deployment',
    cause: 'Somebody in the invited account declined the handshake. It can\'t be accepted any more.',
  },
  INVITATION_CANCELED: {
    happened: '{entity} was taken back by somebody in the management account (handshake {handshake})',
    remedy: 'Find out why, then change generation of {resource} to another text, which sends a new invitation with the next deployment',
    cause: 'A canceled handshake can\'t be accepted any more.',
  },
  INVITATION_EXPIRED: {
    happened: '{entity} has expired (handshake {handshake})',
    remedy: 'Change generation of {resource} to another text, which sends a new invitation with the next deployment, and have it accepted within 15 days',
    cause: 'An invitation is valid for 15 days.',
  },
  INVITATION_GONE: {
    happened: '{entity} can\'t be accepted because AWS Organizations has no such handshake any more ({handshake})',
    remedy: 'Change generation of {resource} to another text, which sends a new invitation with the next deployment',
    cause: 'Handshakes are deleted 30 days after they ended, and an account that was a member when it was declared has none.',
  },
  ACCOUNT_NOT_IN_ORGANIZATION: {
    happened: '{fact}, but the account isn\'t in the organization',
    remedy: 'If it has left since, change generation of {resource} to another text, which sends a new invitation with the next deployment; else deploy again in a few minutes',
    cause: 'An accepted invitation isn\'t followed by a membership within 30 seconds, or the account left while it was tagged or moved. An account that has '
      + 'left keeps its accepted handshake, which can\'t be accepted again.',
  },
  ACCOUNT_SUSPENDED_OR_CLOSED: {
    happened: 'account {account} is in the organization, but its state is {state}, so it is neither tagged nor moved',
    remedy: 'Have AWS Support reopen or reinstate the account (a closed one within 90 days), or remove its invitation from the template, then deploy again',
    cause: 'A suspended or closed account counts as a member of its organization until it is gone for good. A declaration of it that is new fails; one that is '
      + 'changed fails if the account would have to be tagged or moved. Nothing was changed.',
  },
  ROLE_NOT_ASSUMABLE: {
    happened: '{entity} can\'t be accepted because the function may not assume role {role}: {message}',
    remedy: 'Create that role in the invited account with a trust policy for {principal} and the declared externalId, then deploy again; the invitation stays pending and is reused',
    cause: 'The role doesn\'t exist, or its trust policy doesn\'t name the acceptorRole of the invitation or wants another external id, or a policy denies sts:AssumeRole.',
  },
  ACCEPTANCE_DENIED: {
    happened: '{entity} can\'t be accepted because role {role} may not do it: {message}',
    remedy: 'Allow it organizations:AcceptHandshake and iam:CreateServiceLinkedRole for organizations.amazonaws.com, then deploy again; '
      + 'the invitation stays pending and is reused',
    cause: 'The role in the invited account accepts the handshake and lets AWS Organizations create its service-linked role there.',
  },
  ROLE_NOT_IN_INVITED_ACCOUNT: {
    happened: '{entity} can\'t be accepted by role {role}: for the account of that role there is no such invitation ({message})',
    remedy: 'Declare a role of the account that is invited, or the account of that role as the target, then deploy again; the invitation stays pending and is reused',
    cause: 'Only the invited account can accept. The invitation is pending, and the role is in another account: AWS tells that one that it doesn\'t exist.',
  },
  OU_NOT_FOUND: {
    happened: 'account {account} can\'t be moved because there is no organizational unit {unit} in the organization',
    remedy: 'Correct organizationalUnitId, then deploy again: the account has joined and stays where it is',
    cause: 'The OU was deleted, or belongs to another organization.',
  },
  ALL_FEATURES_NOT_APPROVED: {
    happened: 'all features can\'t be enabled because these accounts have not approved: {accounts} (request {handshake})',
    remedy: 'Agree with their owners or remove them from the organization, cancel the request ("aws organizations cancel-handshake --handshake-id {handshake}"), '
      + 'then change generation of {resource} to another text, which requests it again',
    cause: 'Every invited account has to approve, within 90 days, and can answer a request only once.',
  },
} as const satisfies Record<string, CatalogueEntry>;
