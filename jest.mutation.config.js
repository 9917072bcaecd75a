const config = require('./jest.config.js');

/**
 * The tests that run for each mutant of the guard and the protocol: those that say what each module does. What draws hundreds of
 * texts stays out, since the examples beside it say the same.
 */
module.exports = {
  ...config,
  roots: ['<rootDir>/test/lambda/guard', '<rootDir>/test/lambda/custom-resource'],
  dependencyExtractor: '<rootDir>/jest.mutation.dependencies.js',
  testPathIgnorePatterns: ['/node_modules/', '\\.property\\.test\\.ts$'],
  testTimeout: 10_000,
};
