import { createHash } from 'node:crypto';

/** How a list operation is asked for a page. */
export interface PageInput {
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

/** The names of its members. */
export const PAGE_MEMBERS: readonly string[] = ['MaxResults', 'NextToken'] satisfies (keyof PageInput)[];

/** What differs between the lists of the services. */
export interface PageRules {
  /** How many items a page has at most, and if the request doesn't say. */
  readonly largest: number;
  readonly tooSmall: () => Error;
  readonly tooLarge: () => Error;
  readonly invalidToken: () => Error;
}

/** What is said of an item of a list; without it the item is shown as it is. */
type Describe<Item> = (item: Item) => unknown;

/** One page of a list, under the member that the operation calls it by. */
export type PageOf = <Item>(member: string, items: readonly Item[], input: PageInput, describe?: Describe<Item>) => object;

/** The token of the beginning of any list. */
export const FIRST_PAGE = '0';

/** How a service gives lists page by page. A token is only good for the request that it was given for. */
export function pagesBy({ largest, tooSmall, tooLarge, invalidToken }: PageRules): PageOf {
  return (member, items, { MaxResults = largest, NextToken = FIRST_PAGE, ...request }, describe = (item) => item) => {
    if (typeof MaxResults !== 'number' || MaxResults < 1) throw tooSmall();
    if (MaxResults > largest) throw tooLarge();
    const [, first] = /^(\d{1,9})-/.exec(NextToken) ?? [];
    if (NextToken !== FIRST_PAGE && (first === undefined || NextToken !== tokenOf(first, member, request))) throw invalidToken();
    const start = Number(first ?? 0);
    const end = start + MaxResults;
    return { [member]: items.slice(start, end).map(describe), ...(end < items.length && { NextToken: tokenOf(String(end), member, request) }) };
  };
}

/** The number of the first item, and which list it is. */
function tokenOf(first: string, member: string, request: object): string {
  return `${first}-${createHash('sha256').update(JSON.stringify([member, Object.entries(request).sort()])).digest('hex').slice(0, 16)}`;
}
