/** The role of the function, which is the stack's own. */
export interface Role {
  /** The account of the stack. */
  readonly account: string;
  readonly name: string;
}

/** The ARN of a session of a role, and that of a role, which may have a path. */
const SESSION = /^arn:[^:]+:sts::(?<account>\d+):assumed-role\/(?<name>[^/]+)/;
const ROLE = /^arn:[^:]+:iam::(?<account>\d+):role\/(?:.*\/)?(?<name>[^/]+)$/;

/** The role that an ARN names, if it names one. */
export function roleIn(text = ''): Role | undefined {
  const named = SESSION.exec(text) ?? ROLE.exec(text);
  return named?.groups as Role | undefined;
}

export function isSameRole(one: Role, other: Role): boolean {
  return one.account === other.account && one.name === other.name;
}
