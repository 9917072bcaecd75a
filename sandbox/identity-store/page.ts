import { checkMaxResults, checkNextToken } from './constraints';

/** How a list operation is asked for a page. */
export interface PageInput {
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

/** One page of a list, under the member that the operation calls it by, each item as it is shown. */
export function pageOf<Item extends object>(
  member: string, items: readonly Item[], { MaxResults, NextToken }: PageInput, shown: (item: Item) => object = (item) => item,
): object {
  const start = checkNextToken(NextToken);
  const end = start + checkMaxResults(MaxResults);
  return { [member]: items.slice(start, end).map(shown), ...(end < items.length && { NextToken: String(end) }) };
}
