/** Ends the search for related tests at the first step, so that a mutant meets the tests that import its module, and no others. */
module.exports = {
  extract: (code, filePath, extractAll) => (filePath.endsWith('.test.ts') ? extractAll(code) : new Set()),
  getCacheKey: () => 'tests only',
};
