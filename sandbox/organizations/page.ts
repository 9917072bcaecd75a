import { invalidInput } from './refusals';

/** How a list operation is asked for a page. */
export interface PageInput {
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

const LARGEST_PAGE = 20;
/** Where a list begins whose first page is empty. */
const AFTER_EMPTY_PAGE = 'first';

/**
 * One page of a list, under the member that the operation calls it by. The sandbox's tokens are the number of the first item.
 *
 * @param describe what the operation tells of an item; only for those on the page
 * @param beginsEmpty whether the first page has nothing but a token for the next one
 */
export function pageOf<Item>(
  member: string, items: readonly Item[], describe: (item: Item) => unknown, { MaxResults = LARGEST_PAGE, NextToken }: PageInput, beginsEmpty = false,
): object {
  if (MaxResults < 1) throw invalidInput('MIN_VALUE_EXCEEDED');
  if (MaxResults > LARGEST_PAGE) throw invalidInput('MAX_VALUE_EXCEEDED');
  if (beginsEmpty && NextToken === undefined) return { [member]: [], NextToken: AFTER_EMPTY_PAGE };
  const start = startOf(NextToken);
  const end = start + MaxResults;
  return { [member]: items.slice(start, end).map(describe), ...(end < items.length && { NextToken: String(end) }) };
}

function startOf(token: string | undefined): number {
  if (token === undefined || token === AFTER_EMPTY_PAGE) return 0;
  if (!/^\d{1,9}$/.test(token)) throw invalidInput('INVALID_NEXT_TOKEN');
  return Number(token);
}
