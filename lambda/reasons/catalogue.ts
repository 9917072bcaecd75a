import { REASONS_OF_ANY_SERVICE } from './any-service';
import { CAMPAIGN_REASONS } from './campaign';
import { CONTENTS_REASONS } from './contents';
import { IDENTITY_STORE_REASONS } from './identity-store';
import { ORGANIZATIONS_REASONS } from './organizations';

export type { CatalogueEntry } from './catalogue-entry';

/** Every reason a deployment can fail for. */
export const CATALOGUE = { ...IDENTITY_STORE_REASONS, ...CONTENTS_REASONS, ...CAMPAIGN_REASONS, ...ORGANIZATIONS_REASONS, ...REASONS_OF_ANY_SERVICE } as const;

export type FailureCode = keyof typeof CATALOGUE;

type WordsIn<Text extends string> = Text extends `${string}{${infer Word}}${infer Rest}` ? Word | WordsIn<Rest> : never;

/** The words that a failure with this code has to be given. Which resource fails, the event tells. */
export type FailureWords<Code extends FailureCode> =
  Record<Exclude<WordsIn<(typeof CATALOGUE)[Code]['happened'] | (typeof CATALOGUE)[Code]['remedy']>, 'resource'>, string>;

/** What is known of any call that failed: enough for the codes that don't depend on the resource. */
export type CallWords = Record<'doing' | 'operation' | 'service' | 'message' | 'details' | 'attempts' | 'seconds', string>;

/** The codes that a failed call leads to whatever it was made for. */
export type CallFailureCode = {
  [Code in FailureCode]: keyof FailureWords<Code> extends keyof CallWords ? Code : never;
}[FailureCode];
