export default {
  mutate: ['lambda/{guard,errors,reasons,custom-resource}/*.ts', 'lambda/*/decide/*.ts'],
  plugins: ['@stryker-mutator/jest-runner'],
  testRunner: 'jest',
  jest: { projectType: 'custom', configFile: 'scripts/mutation/jest.config.js' },
  coverageAnalysis: 'perTest',
  // The copy is inside the project, so it finds node_modules above it, even where that is a link.
  tempDirName: '.stryker',
  symlinkNodeModules: false,
  ignorePatterns: ['/assets', '/build', '/cdk.out', '/coverage', '/dist', '/.jsii*', '/*.tgz'],
  reporters: ['progress-append-only', 'clear-text', 'json'],
  clearTextReporter: { allowColor: false, reportTests: false },
  jsonReporter: { fileName: '.stryker/report.json' },
  incrementalFile: '.stryker/incremental.json',
  timeoutMS: 10_000,
  thresholds: { high: 98, low: 95, break: 90 },
  // What modules do when they are loaded, as the catalogue does, is a third of it all.
  warnings: { slow: false },
};
