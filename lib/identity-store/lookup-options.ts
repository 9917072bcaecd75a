/**
 * How a user or group is looked up at deployment.
 */
export interface LookupOptions {
  /**
   * Any text. Changing it makes the next deployment look the name up again: CloudFormation sends nothing when nothing
   * changed.
   *
   * @default - looked up once, and again when the name or the store changes
   */
  readonly generation?: string;
}
