#!/usr/bin/env node
/**
 * The command `cdk-org-guard`, and at the same time what its child processes run: the package ships one file.
 */
if (process.argv[2] === 'function-runtime') {
  void import('../sandbox/lambda/child-runtime.js').then(({ runFunction }) => runFunction());
} else {
  // What the SDK says about Node is for those who choose the SDK.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  void import('./program.js').then(({ program }) => program(__filename, process.argv.slice(2)).parseAsync());
}
