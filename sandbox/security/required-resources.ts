import type { Environment } from '../environment';
import { NotEmulated } from '../protocol/service-error';
import { actionOf, ResourceType } from './service-authorization';

/** How the input of a request names a resource. A value that is an ARN already is taken as it is. */
interface Naming {
  /** Members of the input, with dots into members of members. Each may hold one value or a list. */
  readonly members: readonly string[];
  /** The variable of the ARN template that the value, or what `form` captures of it, is put in for. */
  readonly variable: string;
  /** Tells the values that name a resource of this type from those that name one of another type. */
  readonly form?: RegExp;
  /** What a request means that names none. */
  readonly otherwise?: string;
}

/** The ARN of something that is there, by its id. */
export type KnownArn = (id: string) => string | undefined;

/** In the template of a resource type of which there are many. Those of the environment are always known. */
const ID_VARIABLE = /\$\{(?!(Partition|Region|Account)\})/;

const ANYTHING = /^(.+)$/s;
const PARENTS = ['ParentId', 'SourceParentId', 'DestinationParentId'];

/** Services of which only the resources below are emulated, so that no request names others. */
const PARTLY_EMULATED: readonly unknown[] = ['ssm', 'events'];

/**
 * How inputs name the resources of each type. The Service Authorization Reference says which of them an action is authorized on. The account that an invitation
 * goes to isn't among them, because it isn't in the organization yet.
 */
const NAMINGS: Readonly<Record<string, Readonly<Record<string, Naming>>>> = {
  identitystore: {
    Identitystore: { members: ['IdentityStoreId'], variable: 'IdentityStoreId' },
    Group: { members: ['GroupId', 'GroupIds'], variable: 'GroupId' },
    User: { members: ['UserId', 'MemberId.UserId'], variable: 'UserId' },
    GroupMembership: { members: ['MembershipId'], variable: 'MembershipId' },
  },
  organizations: {
    account: { members: ['AccountId', 'ChildId', 'TargetId', 'ResourceId'], variable: 'AccountId', form: /^(\d{12})$/ },
    organizationalunit: {
      members: ['OrganizationalUnitId', ...PARENTS, 'ChildId', 'TargetId', 'ResourceId'],
      variable: 'OrganizationalUnitId',
      form: /^ou-(.+)$/,
    },
    root: { members: ['RootId', ...PARENTS, 'TargetId', 'ResourceId'], variable: 'RootId', form: /^r-(.+)$/ },
    policy: { members: ['PolicyId', 'ResourceId'], variable: 'PolicyId', form: /^p-(.+)$/ },
    handshake: { members: ['HandshakeId'], variable: 'HandshakeId', form: /^h-(.+)$/ },
    resourcepolicy: { members: ['ResourceId'], variable: 'ResourcePolicyId', form: /^rp-(.+)$/ },
    responsibilitytransfer: { members: ['Id', 'ResourceId'], variable: 'ResponsibilityTransferId', form: /^rt-(.+)$/ },
  },
  sso: {
    Instance: { members: ['InstanceArn', 'ResourceArn'], variable: 'InstanceId', form: /^(arn:[^:]+:sso:::instance\/.+)$/ },
    PermissionSet: { members: ['PermissionSetArn', 'ResourceArn'], variable: 'PermissionSetId', form: /^(arn:[^:]+:sso:::permissionSet\/.+)$/ },
    Account: { members: ['AccountId', 'TargetId'], variable: 'AccountId', form: /^(\d{12})$/ },
    Application: { members: ['ApplicationArn', 'ResourceArn'], variable: 'ApplicationId', form: /^(arn:[^:]+:sso::\d{12}:application\/.+)$/ },
    TrustedTokenIssuer: {
      members: ['TrustedTokenIssuerArn', 'ResourceArn'], variable: 'TrustedTokenIssuerId', form: /^(arn:[^:]+:sso::\d{12}:trustedTokenIssuer\/.+)$/,
    },
  },
  sts: {
    role: { members: ['RoleArn'], variable: 'RoleNameWithPath' },
  },
  cloudformation: {
    stack: { members: ['StackName'], variable: 'StackName' },
  },
  events: {
    'event-bus': { members: ['Entries.EventBusName'], variable: 'EventBusName', otherwise: 'default' },
  },
  lambda: {
    function: { members: ['FunctionName'], variable: 'FunctionName' },
  },
  logs: {
    'log-group': { members: ['logGroupName'], variable: 'LogGroupName' },
  },
  ssm: {
    parameter: { members: ['Name', 'Names', 'Path', 'ResourceId'], variable: 'ParameterNameWithoutLeadingSlash', form: /^\/?(.+)$/s },
  },
  secretsmanager: {
    Secret: { members: ['SecretId', 'Name'], variable: 'SecretId' },
  },
  states: {
    statemachine: { members: ['stateMachineArn'], variable: 'StateMachineName' },
    // Executions of an express state machine can't be told from others by the request, and a list is of the state machine that it names.
    execution: { members: ['executionArn'], variable: 'ExecutionId' },
    express: { members: ['executionArn'], variable: 'ExecutionId' },
    maprun: { members: ['mapRunArn', 'stateMachineArn'], variable: 'MapRunId' },
  },
};

/**
 * The ARNs that AWS authorizes a request on. What a required ARN contains and the request doesn't tell is `*`, which stands
 * for any: the id of a group that is looked up by its name, the second half of a stack's id. The organization too, unless
 * something there has the id that the request names; otherwise it is taken for one of the environment's account.
 *
 * @param known tells the ARN of what has an id
 * @throws ServiceError `NotEmulated` for an action or a resource type that the sandbox doesn't know
 */
export function requiredResources(action: string, input: object, environment: Environment, known: KnownArn = () => undefined): string[] {
  const described = actionOf(action);
  if (!described) throw new NotEmulated(`the authorization of ${action}`);
  const arns = described.resourceTypes.flatMap((type) => arnsOf(type, described.name, input, environment, known));
  return arns.length > 0 ? [...new Set(arns)] : ['*'];
}

function arnsOf({ name, required, arnTemplate }: ResourceType, action: string, input: object, environment: Environment, known: KnownArn): string[] {
  const arnWith = (ids: Readonly<Record<string, string>>): string => filled(arnTemplate, {
    Partition: environment.partition,
    Region: environment.region,
    Account: environment.account,
    ...ids,
  });
  const any = required ? [arnWith({})] : [];
  if (!ID_VARIABLE.test(arnTemplate)) return any;
  const service = action.split(':')[0] as string;
  const naming = NAMINGS[service]?.[name];
  if (!naming && !required && PARTLY_EMULATED.includes(service)) return [];
  if (!naming) throw new NotEmulated(`the authorization of ${action} on resources of the type ${name}`);
  const named = namedIn(input, naming).map(({ id, value }) => known(id) ?? (value.startsWith('arn:') ? value : arnWith({ [naming.variable]: value })));
  return named.length > 0 ? named : any;
}

/** The ids in the input, each with the part that is put into the ARN. */
function namedIn(input: object, { members, form = ANYTHING, otherwise }: Naming): { readonly id: string; readonly value: string }[] {
  return members.flatMap((path) => valuesAt(input, path)).map((value) => value ?? otherwise).filter((id) => typeof id === 'string').flatMap((id) => {
    const value = form.exec(id)?.[1];
    return value === undefined ? [] : [{ id, value }];
  });
}

function valuesAt(input: object, path: string): unknown[] {
  return path.split('.').reduce<unknown[]>((outer, member) => outer.flatMap((item) => (item as Record<string, unknown> | null | undefined)?.[member]), [input]);
}

function filled(template: string, variables: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\$\{([^}]*)\}/g, (_, name: string) => variables[name] ?? '*');
}
