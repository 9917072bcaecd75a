import { ServiceError } from '../protocol/service-error';
import { invalid } from './constraints';

/** How a list operation is asked for a page. */
export interface PageInput {
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

const LARGEST_PAGE = 100;

/** One page of a list, under the member that the operation calls it by. The sandbox's tokens are the number of the first item. */
export function pageOf<Item>(member: string, items: readonly Item[], { MaxResults = LARGEST_PAGE, NextToken = '0' }: PageInput): Record<string, unknown> {
  if (MaxResults < 1) throw invalid('MaxResults', MaxResults, 'must have value greater than or equal to 1');
  if (MaxResults > LARGEST_PAGE) throw invalid('MaxResults', MaxResults, `must have value less than or equal to ${LARGEST_PAGE}`);
  if (!/^\d{1,9}$/.test(NextToken)) throw new ServiceError('ValidationException', 'Invalid pagination token');
  const start = Number(NextToken);
  const end = start + MaxResults;
  return { [member]: items.slice(start, end), ...(end < items.length && { NextToken: String(end) }) };
}
