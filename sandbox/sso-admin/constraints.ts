import { PAGE_MEMBERS, pagesBy } from '../page';
import { NotEmulated, ServiceError } from '../protocol/service-error';

/** What the model says of a member of an input. */
export interface Member {
  readonly pattern: RegExp;
  readonly isRequired?: boolean;
}

const INSTANCE_ID = '(sso)?ins-[a-zA-Z0-9-.]{16}';

export const INSTANCE_ARN: Member = { pattern: new RegExp(`^arn:aws(-[a-z]{1,5}){0,3}:sso:::instance/${INSTANCE_ID}$`), isRequired: true };
export const PERMISSION_SET_ARN: Member = {
  pattern: new RegExp(`^arn:aws(-[a-z]{1,5}){0,3}:sso:::permissionSet/${INSTANCE_ID}/ps-[a-zA-Z0-9-./]{16}$`), isRequired: true,
};
export const RESOURCE_ARN: Member = {
  pattern: new RegExp(`^arn:aws(-[a-z]{1,5}){0,3}:sso::(:instance/${INSTANCE_ID}|:permissionSet/${INSTANCE_ID}/ps-[a-zA-Z0-9-./]{16}`
    + `|\\d{12}:application/${INSTANCE_ID}/apl-[a-zA-Z0-9]{16}|\\d{12}:trustedTokenIssuer/${INSTANCE_ID}/tti-[a-f0-9-]{36})$`),
  isRequired: true,
};
export const ACCOUNT_ID: Member = { pattern: /^\d{12}$/, isRequired: true };
export const PRINCIPAL_TYPE: Member = { pattern: /^(USER|GROUP)$/, isRequired: true };
export const PRINCIPAL_ID: Member = { pattern: /^([0-9a-f]{10}-|)[A-Fa-f0-9]{8}(-[A-Fa-f0-9]{4}){3}-[A-Fa-f0-9]{12}$/, isRequired: true };
export const PROVISIONING_STATUS: Member = { pattern: /^LATEST_PERMISSION_SET_(NOT_)?PROVISIONED$/ };

export const optional = ({ pattern }: Member): Member => ({ pattern });

/** Refuses an input that breaks the model, in the words that the services use, and members that the sandbox doesn't know of an operation. */
export function checkInput(operation: string, input: object, members: Readonly<Record<string, Member>>, isPaged = false): void {
  const unknown = Object.keys(input).find((name) => !Object.hasOwn(members, name) && !(isPaged && PAGE_MEMBERS.includes(name)));
  if (unknown !== undefined) throw new NotEmulated(`the member ${unknown} of sso:${operation}`);
  for (const [name, member] of Object.entries(members)) checkMember(name, (input as Readonly<Record<string, unknown>>)[name], member);
}

function checkMember(name: string, value: unknown, { pattern, isRequired = false }: Member): void {
  if (value === undefined || value === null) {
    if (isRequired) throw invalid(name, null, 'must not be null');
    return;
  }
  if (typeof value !== 'string' || !pattern.test(value)) throw invalid(name, value, `must satisfy regular expression pattern: ${pattern.source.slice(1, -1)}`);
}

/** What the services say of a value that breaks the model. */
function invalid(name: string, value: unknown, rule: string): ServiceError {
  const shown = value === null ? 'null' : `'${String(value)}'`;
  const member = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  return new ServiceError('ValidationException', `1 validation error detected: Value ${shown} at '${member}' failed to satisfy constraint: Member ${rule}`);
}

const LARGEST_PAGE = 100;

/** One page of a list. */
export const pageOf = pagesBy({
  largest: LARGEST_PAGE,
  tooSmall: () => invalidPage('must have value greater than or equal to 1'),
  tooLarge: () => invalidPage(`must have value less than or equal to ${LARGEST_PAGE}`),
  invalidToken: () => new ServiceError('ValidationException', 'Invalid pagination token'),
});

function invalidPage(rule: string): ServiceError {
  return new ServiceError('ValidationException', `1 validation error detected: Value at 'maxResults' failed to satisfy constraint: Member ${rule}`);
}
