/** What there is of the instance of a store from the beginning. */
export interface SeededInstance {
  /** Without it, the one that the first template names, and until then a made-up one. */
  readonly instanceArn?: string;
  /** Without them, a permission set is made up when an assignment names it. */
  readonly permissionSets?: readonly SeededPermissionSet[];
}

export interface SeededPermissionSet {
  readonly name: string;
  /** The end of its ARN: `ps-1234567890abcdef`. */
  readonly id?: string;
  readonly description?: string;
  readonly sessionDuration?: string;
  readonly relayState?: string;
  readonly managedPolicies?: readonly string[];
  readonly inlinePolicy?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly assignments?: readonly SeededAssignment[];
}

/** To a group, by its display name, or to a user, by its user name. */
export interface SeededAssignment {
  readonly account: string;
  readonly group?: string;
  readonly user?: string;
}
