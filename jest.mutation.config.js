const config = require('./jest.config.js');

/** The tests that say what the guard and the protocol do: fast enough to run once for each mutant, and in one process. */
module.exports = { ...config, roots: ['<rootDir>/test/lambda/guard', '<rootDir>/test/lambda/custom-resource'] };
