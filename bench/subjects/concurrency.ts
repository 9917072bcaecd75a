/** How many functions run at the same time: the quota of an account by default, and that of a new account. */
export const CONCURRENCIES = { usual: 1_000, least: 10 };
