import { readFile } from 'node:fs/promises';

/** Why something happens, in an entry of the catalogue: the last of its members. */
const CAUSE = /\n {4}cause: [^{}]*?',(?=\n {2}\})/g;

/** The reasons, and what errors mean, of any service or of one. */
const WORDS = /\/lambda\/(reasons|errors)\/(campaign|contents|events|identity-store|organizations|s3|states|sts|any-service)\.ts$/;

/**
 * Leaves out of a function what only the pages say of a failure, and what only another function can say: 24 kB that each cold start would load.
 *
 * @param services whose words the function can say
 * @throws if an entry isn't laid out as the others are
 */
export const wordsOf = (services) => ({
  name: 'words-of-functions',
  setup: ({ onLoad }) => onLoad({ filter: WORDS }, async ({ path }) => {
    const source = await readFile(path, 'utf8');
    const [, room, whose] = WORDS.exec(path);
    if (![...services, 'any-service'].includes(whose)) {
      const [, name] = /export const (\w+)[ :]/.exec(source);
      return { contents: `export const ${name} = ${room === 'reasons' ? '{}' : '[]'};`, loader: 'ts' };
    }
    const contents = source.replace(CAUSE, '');
    if (/^ +cause:/m.test(contents)) throw new Error(`${path}: an entry whose cause is not its last member`);
    return { contents, loader: 'ts' };
  }),
});
