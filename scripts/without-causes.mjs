import { readFile } from 'node:fs/promises';

/** Why something happens, in an entry of the catalogue: the last of its members. */
const CAUSE = /\n {4}cause: [^{}]*?',(?=\n {2}\})/g;

/**
 * Leaves out of a function what only the pages say of a failure: 11 kB that each cold start would load.
 *
 * @throws if an entry isn't laid out as the others are
 */
export const withoutCauses = {
  name: 'without-causes',
  setup: ({ onLoad }) => onLoad({ filter: /\/lambda\/reasons\/(identity-store|organizations|any-service)\.ts$/ }, async ({ path }) => {
    const source = await readFile(path, 'utf8');
    const contents = source.replace(CAUSE, '');
    if (/^ +cause:/m.test(contents)) throw new Error(`${path}: an entry whose cause is not its last member`);
    return { contents, loader: 'ts' };
  }),
};
