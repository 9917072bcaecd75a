/** What the tests of the look at the own stack reach only through it: its parts, of which nobody else is to know. */
const LOOK = ['own-stack', 'adoption-look', 'deletion-look', 'orphan-look', 'stack-reading', 'stack-list', 'stack-template', 'final-resources', 'holders', 'wave'];

/** What errors mean is said in a table for each service, which tests reach through the one that puts them together. */
const ERRORS = /\/lambda\/errors\/[^/]+\.ts$/;

const DESCRIBED_STACK = /\/test\/support\/described-stack\.ts$/;
const PART = new RegExp(`/lambda/guard/(${LOOK.join('|')})\\.ts$`);
const IMPORT_OF_PART = new RegExp(`/(${LOOK.join('|')})$`);

/**
 * Ends the search for related tests at the first step, so that a mutant meets the tests that import its module, and no others; for the look at the own stack
 * and the tables of errors it goes on among their parts.
 */
module.exports = {
  extract: (code, filePath, extractAll) => {
    const all = extractAll(code);
    if (filePath.endsWith('.test.ts')) return all;
    if (ERRORS.test(filePath)) return new Set([...all].filter((specifier) => specifier.startsWith('./')));
    const isPart = DESCRIBED_STACK.test(filePath) || PART.test(filePath);
    return new Set(isPart ? [...all].filter((specifier) => IMPORT_OF_PART.test(specifier)) : []);
  },
  getCacheKey: () => 'tests, the parts of the look at the own stack, and the tables of errors',
};
