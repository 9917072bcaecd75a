/** The tests that provoke failures of functions, which are written down: see `scripts/messages.ts`. */
/** @type {import('jest').Config} */
module.exports = {
  ...require('./jest.config.js'),
  roots: ['<rootDir>/test/lambda'],
  setupFilesAfterEnv: ['<rootDir>/scripts/messages/recorder.ts'],
};
