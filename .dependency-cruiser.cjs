/** Dependencies point one way: constructs and functions share one small contract, and the sandbox shares nothing with either. */
const CONTRACT = '^lib/private/contract\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'lib-stands-alone', severity: 'error', from: { path: '^lib/' }, to: { path: '^(lambda|sandbox|test|scripts|examples|bench)/' } },
    {
      name: 'contract-imports-nothing', severity: 'error', from: { path: CONTRACT }, to: { path: '.' },
    },
    {
      name: 'lambda-shares-only-the-contract', severity: 'error',
      from: { path: '^lambda/' }, to: { path: '^(lib|sandbox|test|scripts|examples|bench)/', pathNot: CONTRACT },
    },
    { name: 'sandbox-stands-alone', severity: 'error', from: { path: '^sandbox/' }, to: { path: '^(lib|lambda|test|scripts|examples|bench)/' } },
    {
      name: 'command-explains-and-starts', comment: 'It puts the sandbox and the catalogue together, and nothing imports it.', severity: 'error',
      from: { path: '^cli/' }, to: { path: '^(lib|lambda|test|scripts|examples|bench)/', pathNot: '^lambda/guard/catalogue\\.ts$' },
    },
    { name: 'nothing-imports-the-measurements', severity: 'error', from: { pathNot: '^bench/' }, to: { path: '^bench/' } },
    { name: 'nothing-imports-the-command', severity: 'error', from: { pathNot: '^cli/' }, to: { path: '^cli/' } },
    {
      name: 'guard-knows-no-service', severity: 'error',
      from: { path: '^lambda/guard/' }, to: { path: '^lambda/(?!guard/)' },
    },
    {
      name: 'protocol-knows-no-service', severity: 'error',
      from: { path: '^lambda/custom-resource/' }, to: { path: '^lambda/(?!guard/|custom-resource/)' },
    },
    {
      name: 'logic-knows-no-sdk-client', comment: 'Only the wiring holds clients; types are fine.', severity: 'error',
      from: { path: '^lambda/', pathNot: '^lambda/([^/]+/(index|handler|clients)|sdk/.*)\\.ts$' },
      to: { path: 'node_modules/@(aws-sdk|smithy)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'sandbox-knows-no-sdk-client', severity: 'error',
      comment: 'Only what a function of somebody else finds in its image.',
      from: { path: '^sandbox/', pathNot: '^sandbox/lambda/image-clients\\.ts$' }, to: { path: 'node_modules/@(aws-sdk|smithy)/', dependencyTypesNot: ['type-only'] },
    },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, path: '^(lib|lambda|sandbox)/', pathNot: '\\.d\\.ts$|^lib/index\\.ts$|^lambda/sdk/' }, to: {} },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: '^(build|assets)/' },
  },
};
