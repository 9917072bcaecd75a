import type { CatalogueEntry } from './catalogue-entry';

/** The reasons that don't depend on a service. */
export const REASONS_OF_ANY_SERVICE = {
  CONCURRENT_MODIFICATION: {
    happened: '{doing} was tried {attempts} times in {seconds} s, and each time something else was changing the same entity',
    remedy: 'Find what else writes there (another deployment, a directory sync, a script), let it finish, then deploy again',
    cause: 'The service refuses a change while another one to the same entity is under way. The function retried until its time was used up.',
  },
  THROTTLED: {
    happened: '{doing} was refused {attempts} times in {seconds} s because {service} gets too many requests',
    remedy: 'Deploy again when other clients of the service are quieter, or ask AWS Support to raise its request rate',
    cause: 'The Identity Store takes about 20 requests a second per operation, Organizations between 1 and 20, from all clients together. The function retried until '
      + 'its time was used up.',
  },
  SERVICE_UNAVAILABLE: {
    happened: '{doing} failed {attempts} times in {seconds} s because the service could not be reached or answered with an error of its own',
    remedy: 'Look at the AWS Health Dashboard for {service}, then deploy again',
    cause: 'Connections failed, the service answered with an internal error, or something else answered, each time. The function retried until its time was used up.',
  },
  ACCESS_DENIED: {
    happened: '{doing} is not allowed for the function of this stack: {message}{details}',
    remedy: 'Look for what denies {operation} in this account (a service control policy, a permissions boundary, missing delegated administration, or a changed '
      + 'policy of the function), have its owner allow it, then deploy again',
    cause: 'The role of the function has the permissions it needs in its own policy, unless somebody has changed that, so something above it denies the call: a service '
      + 'control policy, a permissions boundary, network rules of the identity store, or an account that may not write to this identity store (only the '
      + 'management account and the delegated administrator may). What AWS says is quoted; a wrong ownerAccount is told from it.',
  },
  CREDENTIALS_NOT_KNOWN: {
    happened: '{doing} was refused {attempts} times in {seconds} s because {service} doesn\'t know the credentials of the function: {message}',
    remedy: 'Deploy again; if it says so again, see that this account may use {service} in this Region',
    cause: 'The credentials of a role that was just created are not known everywhere at once, so the function waited for a minute. Else the account is not '
      + 'signed up for the service, is closed or suspended, or has not enabled the Region.',
  },
  REQUEST_TIME_REFUSED: {
    happened: '{doing} was refused {attempts} times because of the time or the signature of the request: {message}',
    remedy: 'Deploy again; if it says so again, see whether a proxy changes the requests of the function or the AWS Health Dashboard says something of {service}',
    cause: 'A request is signed with the time at which it is sent. When the service refused that, the function took over the service\'s time and tried again.',
  },
  INVALID_REQUEST: {
    happened: '{doing} was refused as invalid: {message}',
    remedy: 'Compare the declared attributes with what the service takes (lengths, characters, forms: see the documentation of the construct), correct the one that it means, then deploy again',
    cause: 'The service refuses a value that passed the checks at synthesis, often one that was only known at deployment.',
  },
  INVALID_PROPERTIES: {
    happened: 'property {property} of this resource is {problem}',
    remedy: 'Deploy the template that cdk synth made, unchanged, or correct the value that reaches this property at deployment',
    cause: 'The custom resource got properties that its constructs don\'t write: the template was edited, or a value known only at '
      + 'deployment is not what the property takes.',
  },
  REPLACEMENT_WITHOUT_ROLLBACK: {
    happened: '{entity} would get another id than this resource has, which is a replacement, and CloudFormation refuses those while the rollback of the stack '
      + 'is disabled; nothing was made',
    remedy: 'Go back with npx cdk rollback, then deploy with rollback, as cdk deploy does without --no-rollback and --express; or declare it under another '
      + 'construct id, which makes the new one and then deletes what this stack has made under the old id',
    cause: 'Another group or member of a membership, another target of an invitation, a look-up that finds another one, and what was deleted by '
      + 'others and is made again have an id of their own. CloudFormation refuses such an answer on a stack with DisableRollback, after it was made.',
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
