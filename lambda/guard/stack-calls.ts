import type { ListedPage } from './stack-list';

/** What the functions ask CloudFormation about the stack they belong to. */
export interface StackCalls {
  describeStack(stackId: string): Promise<DescribedStack>;
  listStackResources(stackId: string, nextToken: string | undefined): Promise<ListedPage>;
  /** The text of the template. */
  getTemplate(stackId: string): Promise<string>;
}

export interface DescribedStack {
  readonly status: string;
  /** When the operation began that is under way, in milliseconds since 1970. */
  readonly began?: number;
  /** Whether a failed operation is left as it is. A nested stack doesn't tell, since this is decided for the whole tree. */
  readonly disablesRollback?: true;
}
