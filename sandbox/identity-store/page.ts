import { checkMaxResults, checkNextToken } from './constraints';

/** How a list operation is asked for a page. */
export interface PageInput {
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

/** One page of a list, under the member that the operation calls it by. */
export function pageOf(member: string, items: readonly unknown[], { MaxResults, NextToken }: PageInput): object {
  const start = checkNextToken(NextToken);
  const end = start + checkMaxResults(MaxResults);
  return { [member]: items.slice(start, end), ...(end < items.length && { NextToken: String(end) }) };
}
