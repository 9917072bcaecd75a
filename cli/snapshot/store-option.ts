import { InvalidArgumentError } from 'commander';

/** An identity store that is to be read. */
export interface StoreOption {
  readonly identityStoreId: string;
  /** That of the other options without it. */
  readonly region?: string;
}

/** Reads one more value of the option. */
export function collectStore(text: string, before: readonly StoreOption[] = []): StoreOption[] {
  const [, identityStoreId = '', region] = /^([^@]+?)(?:@([a-z]{2,5}(?:-[a-z]+)+-\d+))?$/.exec(text) ?? [];
  if (!isStoreId(identityStoreId)) {
    throw new InvalidArgumentError('It must be the id of an identity store such as d-1234567890, with its Region as d-1234567890@eu-west-1 if that is another one.');
  }
  return [...before, { identityStoreId, ...(region !== undefined && { region }) }];
}

/** The stores that are meant, each in its Region. */
export function storesIn(region: string, options: readonly StoreOption[] = []): Required<StoreOption>[] {
  return options.map((option) => ({ region, ...option }));
}

/** Whether a text can be the id of an identity store. */
export function isStoreId(text: string): boolean {
  return /^(d-[0-9a-f]{10}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.test(text);
}
