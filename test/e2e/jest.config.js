const path = require('node:path');
const config = require('../../jest.config.js');

// Every scenario with the real cdk command; jest.config.js takes only the few in *.test.ts.
/** @type {import('jest').Config} */
module.exports = {
  ...config, rootDir: path.join(__dirname, '..', '..'), roots: ['<rootDir>/test/e2e'], testMatch: ['**/*.test.ts', '**/*.e2e.ts'], testTimeout: 600_000,
  // Scenarios mostly wait, for polls and pauses: five of them keep one core busy.
  maxWorkers: 8,
};
