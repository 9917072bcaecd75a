/**
 * Dependencies point one way: constructs and functions share one small contract, and the sandbox shares nothing with either. A rehearsal runs the
 * functions in the sandbox.
 */
const CONTRACT = '^lib/contract/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'no-cycles-in-functions', comment: 'Not of types either.', severity: 'error', from: { path: '^lambda/' }, to: { circular: true } },
    { name: 'lib-stands-alone', severity: 'error', from: { path: '^lib/' }, to: { path: '^(lambda|rehearsal|sandbox|test|scripts|examples|bench)/' } },
    {
      name: 'contract-imports-nothing', severity: 'error', from: { path: CONTRACT }, to: { path: '.', pathNot: CONTRACT },
    },
    {
      name: 'properties-know-only-the-contract', severity: 'error',
      from: { path: '^lib/(properties|construct)/' }, to: { path: '^lib/', pathNot: '^lib/(contract|$1)/' },
    },
    {
      name: 'functions-know-no-service', severity: 'error',
      from: { path: '^lib/functions/' }, to: { path: '^lib/', pathNot: '^lib/(contract|properties|construct|functions)/' },
    },
    {
      name: 'custom-resources-know-no-service', severity: 'error',
      from: { path: '^lib/custom-resource/' }, to: { path: '^lib/', pathNot: '^lib/(contract|properties|construct|functions|custom-resource)/' },
    },
    {
      name: 'services-know-nothing-of-each-other-in-lib', severity: 'error',
      from: { path: '^lib/(identity-store|organizations)/' }, to: { path: '^lib/(contents|identity-store|organizations|testing)/|^lib/index', pathNot: '^lib/$1/' },
    },
    {
      name: 'contents-know-only-what-they-contain', comment: 'Users, groups and memberships.', severity: 'error',
      from: { path: '^lib/contents/' }, to: { path: '^lib/(organizations|testing)/|^lib/index' },
    },
    {
      name: 'sources-are-only-read', comment: 'What is allowed in them is told elsewhere.', severity: 'error',
      from: { path: '^lib/contents/source/' }, to: { path: '^lib/contents/(check|file)/' },
    },
    {
      name: 'testing-shares-nothing-with-constructs', severity: 'error', from: { path: '^lib/testing/' }, to: { path: '^lib/', pathNot: '^lib/testing/' },
    },
    {
      name: 'lambda-shares-only-the-contract', severity: 'error',
      from: { path: '^lambda/' }, to: { path: '^(lib|rehearsal|sandbox|test|scripts|examples|bench)/', pathNot: CONTRACT },
    },
    { name: 'sandbox-stands-alone', severity: 'error', from: { path: '^sandbox/' }, to: { path: '^(lib|lambda|rehearsal|test|scripts|examples|bench)/' } },
    {
      name: 'services-of-the-sandbox-know-no-control', severity: 'error',
      from: { path: '^sandbox/(?!control/|command/|server\\.ts$|sandbox\\.ts$)' },
      to: { path: '^sandbox/(control/|command/|server\\.ts$|sandbox\\.ts$)' },
    },
    {
      name: 'wire-formats-and-time-know-no-service', severity: 'error',
      from: { path: '^sandbox/(protocol|time)/' }, to: { path: '^sandbox/', pathNot: '^sandbox/(protocol|time|security/callers\\.ts)' },
    },
    {
      name: 'command-explains-and-starts', comment: 'It puts the sandbox and what is known of failures and ids together, and nothing imports it.', severity: 'error',
      from: { path: '^cli/' }, to: { path: '^(lib|lambda|test|scripts|examples|bench)/', pathNot: '^(lambda/(reasons/catalogue|errors/(aws-error|treatment)|guard/(arn|ownership)|organizations/(handshake|invited-account|region))|lib/contract/[\\w-]+|lib/properties/(look-alikes|property-name))\\.ts$' },
    },
    {
      name: 'rehearsals-run-functions-in-the-sandbox', comment: 'And the command needs no CDK to run.', severity: 'error',
      from: { path: '^rehearsal/' }, to: { path: '^(lib|test|scripts|examples)/|node_modules/(aws-cdk-lib|constructs)/', pathNot: CONTRACT },
    },
    {
      name: 'nothing-that-is-deployed-rehearses', severity: 'error',
      from: { pathNot: '^(rehearsal|cli|test|scripts|bench)/' }, to: { path: '^rehearsal/' },
    },
    { name: 'nothing-imports-the-measurements', severity: 'error', from: { pathNot: '^bench/' }, to: { path: '^bench/' } },
    {
      name: 'nothing-imports-the-command', comment: 'But tests, and the page about what its probe settles.', severity: 'error',
      from: { pathNot: '^(cli|test|scripts/unconfirmed)/' }, to: { path: '^cli/' },
    },
    {
      name: 'reasons-know-nothing', severity: 'error',
      from: { path: '^lambda/reasons/' }, to: { pathNot: '^lambda/reasons/' },
    },
    {
      name: 'errors-know-only-reasons', comment: 'And the types of the services\' own exceptions.', severity: 'error',
      from: { path: '^lambda/errors/' }, to: { path: '^lambda/', pathNot: '^lambda/(errors/|reasons/catalogue\\.ts$)' },
    },
    {
      name: 'tables-are-joined-in-one-place', severity: 'error',
      from: { path: '^lambda/', pathNot: '^lambda/(errors/error-table|reasons/catalogue)\\.ts$' },
      to: { path: '^lambda/(errors|reasons)/(any-service|campaign|contents|events|identity-store|organizations|s3|states|sts)\\.ts$' },
    },
    {
      name: 'guard-knows-no-service', severity: 'error',
      from: { path: '^lambda/guard/' }, to: { path: '^lambda/(?!guard/|errors/|reasons/)' },
    },
    {
      name: 'protocol-knows-no-service', severity: 'error',
      from: { path: '^lambda/custom-resource/' }, to: { path: '^lambda/(?!guard/|errors/|reasons/|custom-resource/)' },
    },
    {
      name: 'services-know-nothing-of-each-other', severity: 'error',
      from: { path: '^lambda/(identity-store|organizations)/' }, to: { path: '^lambda/(identity-store|organizations)/', pathNot: '^lambda/$1/' },
    },
    {
      name: 'decisions-reach-no-call', comment: 'Not over other files, and not by a type.', severity: 'error',
      from: { path: '^lambda/[^/]+/decide/' },
      to: { path: '^lambda/(guard/call\\.ts$|[^/]+/(clients|[^/]+-calls)\\.ts$|sdk/)', reachable: true },
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
    {
      name: 'experiments-know-no-sdk-client', comment: 'They are given what they may call; types are fine.', severity: 'error',
      from: { path: '^cli/probe/(stack/)?experiments/' }, to: { path: 'node_modules/@(aws-sdk|smithy)/', dependencyTypesNot: ['type-only'] },
    },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, path: '^(lib|lambda|rehearsal|sandbox)/', pathNot: '\\.d\\.ts$|^lib/index\\.ts$|^lambda/sdk/' }, to: {} },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: '^(build|assets)/' },
  },
};
