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
  /** The form of the tokens. */
  readonly token: RegExp;
  readonly tooSmall: () => Error;
  readonly tooLarge: () => Error;
  readonly invalidToken: () => Error;
}

/** What is said of an item of a list; without it the item is shown as it is. */
type Describe<Item> = (item: Item) => unknown;

/** One page of a list, under the member that the operation calls it by. */
export type PageOf = <Item>(member: string, items: readonly Item[], input: PageInput, describe?: Describe<Item>) => object;

/** How a service gives lists page by page. The sandbox's tokens are the number of the first item. */
export function pagesBy({ largest, token, tooSmall, tooLarge, invalidToken }: PageRules): PageOf {
  return (member, items, { MaxResults = largest, NextToken = '0' }, describe = (item) => item) => {
    if (typeof MaxResults !== 'number' || MaxResults < 1) throw tooSmall();
    if (MaxResults > largest) throw tooLarge();
    if (typeof NextToken !== 'string' || !token.test(NextToken)) throw invalidToken();
    const start = Number(NextToken);
    const end = start + MaxResults;
    return { [member]: items.slice(start, end).map(describe), ...(end < items.length && { NextToken: String(end) }) };
  };
}
