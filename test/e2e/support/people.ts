/** What the app of many people declares, as its context `people` describes it. */
export interface DeclaredPeople {
  readonly name: string;
  readonly users: number;
  readonly groups: number;
  readonly membershipsOfUser: number;
  /** How many of the users have memberships: all by default. */
  readonly members?: number;
  /** In every attribute that a change can reach: another one changes all of them. */
  readonly edition?: string;
  /** Before every construct id: another one is a renamed construct. */
  readonly prefix?: string;
  /** Whether users and groups are deleted with the stack. */
  readonly destroy?: boolean;
  /** ARN of the customer's key that encrypts the store. */
  readonly encryptionKey?: string;
  /** Whether the groups are in a stack of their own, `<name>Groups`. */
  readonly groupsApart?: boolean;
  /** Whether the first user gets a permission set. */
  readonly assignment?: boolean;
  readonly conflictPolicy?: 'ADOPT' | 'OVERWRITE' | 'FAIL';
}

export const EMAIL_DOMAIN = 'people.example.com';
