const path = require('node:path');
const config = require('../../jest.config.js');

/**
 * The tests that run for each mutant of the guard, the protocol and what decides: those that say what each module does. What draws hundreds of
 * texts stays out, since the examples beside it say the same.
 */
module.exports = {
  ...config,
  rootDir: path.join(__dirname, '..', '..'),
  roots: [
    ...['guard', 'errors', 'reasons', 'custom-resource', 'identity-store/decide', 'organizations/decide'].map((room) => `<rootDir>/test/lambda/${room}`),
    // What is between a test and a part of the look at the own stack, or a table of errors.
    '<rootDir>/test/support', '<rootDir>/lambda/guard', '<rootDir>/lambda/errors',
  ],
  dependencyExtractor: '<rootDir>/scripts/mutation/jest.dependencies.js',
  testPathIgnorePatterns: ['/node_modules/', '\\.property\\.test\\.ts$'],
  testTimeout: 10_000,
};
