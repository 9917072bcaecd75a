// Children of the tests inherit it: the warning of the SDK on Node 20 would stand in every log.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  moduleFileExtensions: ['ts', 'js', 'json'],
  moduleNameMapper: {
    '^cdk-org-guard$': '<rootDir>/lib/index.ts', '^cdk-org-guard/testing$': '<rootDir>/lib/testing/index.ts',
    // An ES module in itself, which this one isn't.
    '^d3-hierarchy$': '<rootDir>/node_modules/d3-hierarchy/dist/d3-hierarchy.js',
  },
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2023', parser: { syntax: 'typescript', decorators: true } } }] },
  // Far more than any test needs, also on a machine that is slow and busy.
  testTimeout: 120_000,
  // One more than the cores of a small machine: with as many as it has, they were idle for a fifth of the time, waiting for processes and files.
  maxWorkers: 3,
};
