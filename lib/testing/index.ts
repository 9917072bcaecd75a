/**
 * For the tests of apps that use this library: `cdk-org-guard/testing`. It isn't part of the jsii assembly, so only JavaScript and
 * TypeScript have it.
 */
export { CommandOptions, CommandResult } from './command';
export { Fault, SandboxControl, SandboxState } from './sandbox-control';
export { Sandbox, SandboxOptions } from './sandbox';
export { withoutAssetHashes } from './template';
