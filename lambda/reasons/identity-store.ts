import type { CatalogueEntry } from './catalogue-entry';

/** The reasons of the Identity Store. */
export const IDENTITY_STORE_REASONS = {
  ALREADY_EXISTS: {
    happened: '{entity} already exists ({id}) and its conflictPolicy is FAIL',
    remedy: 'Set conflictPolicy to ADOPT to manage the existing one, or declare another one, then deploy again',
    cause: 'An entity with the declared name (a membership: with the declared group and user) is in the Identity Store, no other '
      + 'resource of this stack manages it, and the declaration asks to fail rather than to adopt it. Nothing was changed.',
  },
  IDENTITY_MISMATCH: {
    happened: '{entity} already exists ({id}) with the e-mail address {theirs}, but {declared} is declared',
    remedy: 'If it is the same person, declare the address that the user has or correct it in IAM Identity Center; if not, declare another '
      + 'userName, then deploy again',
    cause: 'A user with the declared name is there, and the e-mail addresses say that it may be somebody else. Taking it over would hand '
      + 'one person the access of another. Nothing was changed. conflictPolicy OVERWRITE skips this proof, and gives the user the '
      + 'declared address.',
  },
  IDENTITY_UNPROVEN: {
    happened: '{entity} already exists ({id}), and nothing proves that it is the declared one: {missing}; {made}',
    remedy: 'If you know that it is the same person, or that this stack has left it behind, give the user and its declaration the same e-mail address or set '
      + 'conflictPolicy to OVERWRITE; if it is somebody else, declare another userName; then deploy again; aws identitystore list-users shows when and by whom each user was made',
    cause: 'A user with the declared name is there. It is adopted when both sides have an e-mail address and they are equal, ignoring case; '
      + 'one is missing. It may be the stack\'s own: when another resource fails, CloudFormation gives up creations that are under way, and a user that is made '
      + 'all the same is only removed if the service says that the function\'s role has made it. Nothing was changed.',
  },
  EMAIL_TAKEN: {
    happened: '{entity} can\'t be {done} because {email} already belongs to user {owner} ({id}){held}',
    remedy: 'If both are the same person, declare {owner} instead; if not, change that user\'s address or declare another one; then deploy again; two users that swap addresses need a third address in between',
    cause: 'E-mail addresses are unique in an Identity Store. The user who has the address has another user name, so it is not taken for '
      + 'the declared one.',
  },
  PERSON_DECLARED_TWICE: {
    happened: '{entity} can\'t be created because another resource of this stack ({holder}), which stays, declares the same e-mail address, {email}, for user '
      + '{owner} ({id})',
    remedy: 'If both are the same person, remove one of the two constructs; if not, declare another e-mail address for one of them; then deploy again',
    cause: 'E-mail addresses are unique in an Identity Store, and two constructs of one stack declare the same one with different user names. Synthesis '
      + 'refuses that where it sees both addresses as texts. Nothing was changed.',
  },
  USER_RENAMED_WITH_CONSTRUCT: {
    happened: '{entity} can\'t be created because {email} belongs to user {owner} ({id}), which another resource of this stack ({holder}) manages that '
      + 'leaves the template in this deployment',
    remedy: 'If it is the same person with another userName, keep the construct id of before and change only userName: the user keeps its id and access; '
      + 'where the service refuses that, or if it is another person, declare this one with another e-mail address, and let the other construct go once its memberships '
      + 'and assignments are moved; then deploy again',
    cause: 'A construct goes, and another with the same e-mail address and another userName comes: somebody was renamed, and the construct id was made of '
      + 'the user name. CloudFormation creates what is new before it deletes what goes, and then the address is still taken. Nothing was changed.',
  },
  MANAGED_EXTERNALLY: {
    happened: '{entity} ({id}) is provisioned by an external identity provider, and these attributes differ from the declaration: {differences}',
    remedy: 'Change them in the identity provider, or declare what it provisions, then deploy again',
    cause: 'The entity has external ids, so a directory sync (SCIM) owns it and would overwrite any change made here. It is adopted only '
      + 'when every declared attribute already holds, and never written to.',
  },
  IDENTITY_STORE_CHANGED: {
    happened: '{entity} is declared in identity store {declared}, but this resource manages one in {managed}',
    remedy: 'Declare it under a new construct id to have it in the other store, or set identityStoreId back, then deploy again',
    cause: 'A guarded resource belongs to one Identity Store for life. Following a changed id would leave the managed entity behind '
      + 'unnoticed, with all access it gives.',
  },
  DISPLAY_NAME_TAKEN: {
    happened: '{entity} ({id}) can\'t be renamed to {name} because another group has that name ({other})',
    remedy: 'Declare another displayName, or rename the other group, or remove it if nobody needs it, then deploy again; two groups that swap names need a third name in between',
    cause: 'Group names are unique in an Identity Store. An update never switches to another group, since everything that refers to the '
      + 'group id would silently mean other people.',
  },
  USER_NAME_TAKEN: {
    happened: '{entity} ({id}) can\'t be renamed to {name} because another user has that name ({other})',
    remedy: 'Declare another userName, or remove the other user in IAM Identity Center if nobody needs it, then deploy again',
    cause: 'User names are unique in an Identity Store. An update never switches to another user, since every assignment of the user id '
      + 'would silently mean another person.',
  },
  USER_NAME_NOT_RENAMABLE: {
    happened: '{entity} ({id}) can\'t be renamed to {name}: the service refused the new userName ({message})',
    remedy: 'Set userName back; to give the person another one, declare a second user with the new name and another e-mail address under a new '
      + 'construct id, move memberships and assignments to it, then remove the first',
    cause: 'The new user name was tried in place, so that the user id would survive, and the service didn\'t take it: it may not let user '
      + 'names change at all, or this one has characters that it doesn\'t allow. Replacing the user would lose every assignment.',
  },
  UPDATE_CONFLICT_UNRESOLVED: {
    happened: '{entity} ({id}) can\'t be changed because a new value of {attributes} conflicts with another user, but none was found that has it',
    remedy: 'Look in the IAM Identity Center console for another user with the same value, change one of the two, then deploy again',
    cause: 'The service refuses a value as taken and at the same time doesn\'t find who has it: reads lag behind, or the value is unique in '
      + 'a way that can\'t be looked up. The update was tried several times.',
  },
  USER_NOT_FOUND: {
    happened: 'there is no user {name} in identity store {store}{spelled}',
    remedy: 'Correct the name given to User.fromUserName, or have the user created first (by its stack, or by the identity provider), then deploy again',
    cause: 'A user that somebody else manages is looked up by its name at deployment, and the Identity Store doesn\'t have it.',
  },
  GROUP_NOT_FOUND: {
    happened: 'there is no group {name} in identity store {store}{spelled}',
    remedy: 'Correct the name given to Group.fromDisplayName, or have the group created first (by its stack, or by the identity provider), then deploy again',
    cause: 'A group that somebody else manages is looked up by its name at deployment, and the Identity Store doesn\'t have it.',
  },
  MEMBERSHIP_PARTY_NOT_FOUND: {
    happened: '{entity} can\'t be created because the identity store doesn\'t have that {missing}, also after {attempts} attempts in {seconds} s',
    remedy: 'Compare the id with the one in the IAM Identity Center console and refer to an existing {missing}, then deploy again',
    cause: 'A membership needs a group and a user of the same Identity Store. One that was created a moment ago may not be visible yet, so '
      + 'it was tried several times.',
  },
  HELD_BY_ANOTHER_CONSTRUCT: {
    happened: '{entity} ({id}) can\'t be renamed to {name} because another resource of this stack ({holder}) manages the same one',
    remedy: 'If the other one is new and is to have the old name, deploy the new name alone first and declare the other in the deployment after that; '
      + 'if both have been in the stack before, remove one of them, deploy that alone, and declare it again, with the other name, in the deployment after it',
    cause: 'One deployment gives a group or user another name and declares a new one under the old name. If the new declaration comes first, '
      + 'it finds the old one, held by this stack, and takes it for that of a renamed construct. Both would then manage the same one. Or two constructs '
      + 'got the same name in an earlier deployment, and one of them is given another one now: the other would be renamed with it.',
  },
  MANAGED_BY_TWO_CONSTRUCTS: {
    happened: '{entity} ({id}) is managed by this resource and by another resource of this stack ({holder})',
    remedy: 'Remove one of the two and deploy that alone: the other one keeps what both manage; to have a second one, declare it again, '
      + 'with another name, in the deployment after it',
    cause: 'Two constructs got the same name, of which one at least is known only at deployment, for example a parameter, so synthesis couldn\'t refuse '
      + 'them. Each would change what the other declares, the members of both would be in one group, and removing one could delete what the other has. '
      + 'Nothing was changed.',
  },
  NAME_HELD_BY_ANOTHER_CONSTRUCT: {
    happened: '{entity} can\'t be created because another resource of this stack ({holder}), which stays, has that name ({id})',
    remedy: 'If the other resource is to get another name, deploy that alone first; if somebody gave it this name by hand, give it its declared name '
      + 'again; if two constructs get the same name at deployment, give one of them another name or remove it; then deploy again',
    cause: 'A resource hands over what it manages only if it leaves the template, as a construct does that gets another id. This one stays in it, and '
      + 'both would manage the same entity. Either one deployment gives it another name and declares a new one under the old name, at the same '
      + 'time, and the new one didn\'t get the name in time; or somebody gave it the name by hand; or two constructs declare the same name, which '
      + 'synthesis can\'t tell if one of the names is known only at deployment. Nothing was changed.',
  },
  MAKER_NOT_KNOWN: {
    happened: '{entity} can\'t be created because one with that name ({id}) was made during this deployment, and other resources of this stack, which are still '
      + 'under way, may have made it: {makers}',
    remedy: 'If one of them gets the same name at deployment, give it another name or remove it; then deploy again',
    cause: 'What has the name was made while other resources of the same type were under way, and one of them may have made it: two constructs can have the '
      + 'same name if it is known only at deployment. They were waited for. Nothing was changed.',
  },
  HOLDER_NOT_KNOWN_TO_GO: {
    happened: '{entity} can\'t be created because another resource of this stack ({holder}) has that name ({id}), and nothing proves that it leaves the '
      + 'template: {why}',
    remedy: 'If two constructs get the same name, give one of them another name or remove it; else {way}; then deploy again',
    cause: 'A resource hands over what it manages only if it leaves the template, which the function reads with GetTemplate. During an update that '
      + 'may be the template from before; then the declared name of the other resource has to be the one that it has, and that of the new one a text: two '
      + 'names that are known only at deployment may be the same, without either resource going. Nothing was changed.',
  },
  HAND_OVER_UNPROVEN: {
    happened: '{entity} is managed by another resource of this stack ({holder}, {id}), and nothing proves that both mean the same person: {missing}',
    remedy: 'If it is the same person, deploy the new construct id alone and other changes in the deployment after it, or declare the same e-mail address '
      + 'on both sides first, or set conflictPolicy to OVERWRITE; if not, declare another userName; then deploy again',
    cause: 'A construct goes and another with the same userName comes: a construct that got another id, or somebody new who gets the user name of '
      + 'somebody who has left. Without an e-mail address on both sides the user is handed over only if it is exactly as it is declared now. '
      + 'Nothing was changed.',
  },
  CONFLICT_UNRESOLVED: {
    happened: '{entity} can\'t be created because it conflicts with an existing one, but reading {attempts} times in {seconds} s found none',
    remedy: 'Deploy again in a minute; if it fails again, look for it in the IAM Identity Center console, where a name or an e-mail address may '
      + 'be spelled differently',
    cause: 'The service refuses the entity as already there and at the same time doesn\'t find it: reads lag behind, or somebody is deleting it '
      + 'just now.',
  },
  KMS_THROTTLED: {
    happened: '{doing} was refused {attempts} times in {seconds} s because the KMS key of the identity store gets too many requests',
    remedy: 'Have the owner of the key raise the request quota of KMS in its account and Region, then deploy again',
    cause: 'The identity store is encrypted with a customer managed KMS key, and KMS limits the requests of the key\'s account. The '
      + 'function retried until its time was used up.',
  },
  KMS_ACCESS_DENIED: {
    happened: '{doing} is not allowed because the function may not use the KMS key of the identity store: {message}',
    remedy: 'Declare the key as encryptionKey of the identity store if it isn\'t, have its owner allow the function\'s role in the key policy, then deploy again',
    cause: 'The identity store is encrypted with a customer managed KMS key whose policy doesn\'t let this role use it.',
  },
  KMS_KEY_UNUSABLE: {
    happened: '{doing} failed because the KMS key of the identity store can\'t be used',
    remedy: 'Have the owner of the key enable it or set the identity store to a working key, then deploy again',
    cause: 'The customer managed KMS key of the identity store is disabled, pending deletion, of another usage, or gone.',
  },
  IDENTITY_STORE_NOT_FOUND: {
    happened: '{doing} failed because there is no such identity store in this Region',
    remedy: 'Compare identityStoreId and the Region of the stack with the Settings page of IAM Identity Center, correct them, then deploy again',
    cause: 'The declared id belongs to no Identity Store that the service knows in the Region of the function.',
  },
  QUOTA_EXCEEDED: {
    happened: '{doing} would exceed a quota of the identity store',
    remedy: 'Remove what is not needed or request a higher quota in the Service Quotas console, then deploy again',
    cause: 'The Identity Store holds as many users, groups or memberships as its quota allows.',
  },
} as const satisfies Record<string, CatalogueEntry>;
