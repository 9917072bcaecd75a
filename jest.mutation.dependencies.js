/** What the tests of the look at the own stack reach only through it: its parts, of which nobody else is to know. */
const LOOK = ['own-stack', 'adoption-look', 'deletion-look', 'given-up-look', 'stack-reading', 'stack-list', 'stack-template', 'final-resources', 'holders', 'wave'];

const DESCRIBED_STACK = /\/test\/support\/described-stack\.ts$/;
const PART = new RegExp(`/lambda/guard/(${LOOK.join('|')})\\.ts$`);
const IMPORT_OF_PART = new RegExp(`/(${LOOK.join('|')})$`);

/**
 * Ends the search for related tests at the first step, so that a mutant meets the tests that import its module, and no others; for the look at the own stack
 * it goes on among its parts.
 */
module.exports = {
  extract: (code, filePath, extractAll) => {
    const all = extractAll(code);
    if (filePath.endsWith('.test.ts')) return all;
    const isPart = DESCRIBED_STACK.test(filePath) || PART.test(filePath);
    return new Set(isPart ? [...all].filter((specifier) => IMPORT_OF_PART.test(specifier)) : []);
  },
  getCacheKey: () => 'tests, and the parts of the look at the own stack',
};
