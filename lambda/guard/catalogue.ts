/**
 * Every reason a deployment can fail for, as data: what a person reads in the failure, and what `docs/reasons.md` says
 * about it. A message is `CODE: happened. remedy [evidence] link`; words in braces are filled in where the failure arises.
 *
 * Texts must not contain "cancelled" in lower case: the CDK CLI takes such an event for a cancellation and hides it.
 */
export interface CatalogueEntry {
  /** What happened, with the names involved. No full stop. */
  readonly happened: string;
  /** Who does what where, then. No full stop. */
  readonly remedy: string;
  /** Why this happens, for the documentation. */
  readonly cause: string;
}

export const CATALOGUE = {
  ALREADY_EXISTS: {
    happened: '{entity} already exists ({id}) and its conflictPolicy is FAIL',
    remedy: 'Set conflictPolicy to ADOPT to manage the existing one, or declare another name, then deploy again',
    cause: 'An entity with the declared name is in the Identity Store, no other resource of this stack manages it, and the declaration '
      + 'asks to fail rather than to adopt it. Nothing was changed.',
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
    remedy: 'Rename or remove the other group, or declare another displayName, then deploy again; two groups that swap names need a third name in between',
    cause: 'Group names are unique in an Identity Store. An update never switches to another group, since everything that refers to the '
      + 'group id would silently mean other people.',
  },
  HELD_BY_ANOTHER_CONSTRUCT: {
    happened: '{entity} ({id}) can\'t be renamed to {name} because another resource of this stack ({holder}) has just taken it over under its old name',
    remedy: 'Deploy the new name alone first, and declare the new group under the old name in the deployment after it',
    cause: 'One deployment gives a group another name and declares a new group under the old one. If the new declaration comes first, it '
      + 'finds the old group, held by this stack, and takes it for that of a renamed construct. Both would then manage one group.',
  },
  CONFLICT_UNRESOLVED: {
    happened: '{entity} can\'t be created because it conflicts with an existing one, but reading {attempts} times in {seconds} s found none with that name',
    remedy: 'Deploy again in a minute; if it fails again, look for the name in the IAM Identity Center console under its other spellings',
    cause: 'The service refuses the name as taken and at the same time doesn\'t find it: reads lag behind, or somebody is deleting the '
      + 'entity just now.',
  },
  CONCURRENT_MODIFICATION: {
    happened: '{doing} was tried {attempts} times in {seconds} s, and each time something else was changing the same entity',
    remedy: 'Find what else writes to this identity store (another deployment, a directory sync, a script), let it finish, then deploy again',
    cause: 'The service refuses a change while another one to the same entity is under way. The function retried until its time was used up.',
  },
  THROTTLED: {
    happened: '{doing} was refused {attempts} times in {seconds} s because the identity store gets too many requests',
    remedy: 'Deploy again when other clients of this identity store are quieter, or ask AWS Support to raise its request rate',
    cause: 'The Identity Store API takes about 20 requests a second per operation, from all clients together. The function retried until '
      + 'its time was used up.',
  },
  SERVICE_UNAVAILABLE: {
    happened: '{doing} failed {attempts} times in {seconds} s because the service could not be reached or answered with an error of its own',
    remedy: 'Look at the AWS Health Dashboard for the Region of the identity store, then deploy again',
    cause: 'Connections failed or the service answered with an internal error each time. The function retried until its time was used up.',
  },
  ACCESS_DENIED: {
    happened: '{doing} is not allowed for the function of this stack',
    remedy: 'Look for a service control policy, permissions boundary or missing delegated administration that denies {operation} in this account, '
      + 'have its owner allow it, then deploy again',
    cause: 'The role of the function has the permissions it needs in its own policy, so something above it denies the call: a service '
      + 'control policy, a permissions boundary, or an account that may not write to this identity store (only the management account and '
      + 'the delegated administrator may).',
  },
  KMS_ACCESS_DENIED: {
    happened: '{doing} is not allowed because the function may not use the KMS key of the identity store',
    remedy: 'Have the owner of the key allow the function\'s role in the key policy, then deploy again',
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
    cause: 'The Identity Store holds as many users or groups as its quota allows.',
  },
  INVALID_REQUEST: {
    happened: '{doing} was refused as invalid: {message}',
    remedy: 'Correct the declared attribute that the message is about, then deploy again',
    cause: 'The service refuses a value that passed the checks at synthesis, often one that was only known at deployment.',
  },
  INVALID_PROPERTIES: {
    happened: 'property {property} of this resource is {problem}',
    remedy: 'Deploy the template that cdk synth made, unchanged, or correct the value that reaches this property at deployment',
    cause: 'The custom resource got properties that its constructs don\'t write: the template was edited, or a value known only at '
      + 'deployment is not what the property takes.',
  },
  OUT_OF_TIME: {
    happened: '{doing} could not be finished in the time of one function call',
    remedy: 'Deploy again: the next deployment takes up what is already there',
    cause: 'The function answers before its own time-out so that CloudFormation learns of the failure. Slow or throttled calls used up '
      + 'the time.',
  },
  UNEXPECTED: {
    happened: '{doing} failed in a way this version doesn\'t know: {message}',
    remedy: 'Read what AWS said, and report it to the project together with the code in brackets if it is no fault of the template',
    cause: 'The service answered with an exception that the catalogue has no entry for yet, or the function has a fault of its own.',
  },
} as const satisfies Record<string, CatalogueEntry>;

export type FailureCode = keyof typeof CATALOGUE;

type WordsIn<Text extends string> = Text extends `${string}{${infer Word}}${infer Rest}` ? Word | WordsIn<Rest> : never;

/** The words that a failure with this code has to be given. */
export type FailureWords<Code extends FailureCode> =
  Record<WordsIn<(typeof CATALOGUE)[Code]['happened'] | (typeof CATALOGUE)[Code]['remedy']>, string>;

/** What is known of any call that failed: enough for the codes that don't depend on the resource. */
export type CallWords = Record<'doing' | 'operation' | 'message' | 'attempts' | 'seconds', string>;

/** The codes that a failed call leads to whatever it was made for. */
export type CallFailureCode = {
  [Code in FailureCode]: keyof FailureWords<Code> extends keyof CallWords ? Code : never;
}[FailureCode];
