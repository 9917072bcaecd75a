const path = require('node:path');

/** The tests that provoke failures of functions, which are written down: see `main.ts`. */
/** @type {import('jest').Config} */
module.exports = {
  ...require('../../jest.config.js'),
  rootDir: path.join(__dirname, '..', '..'),
  roots: ['<rootDir>/test/lambda'],
  setupFilesAfterEnv: ['<rootDir>/scripts/messages/recorder.ts'],
};
