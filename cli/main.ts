#!/usr/bin/env node
/**
 * The command `cdk-org-guard`, and at the same time what its child processes run: the package ships one file.
 */
if (process.argv[2] === 'function-runtime') {
  void import('../sandbox/lambda/child-runtime.js').then(({ runFunction }) => runFunction());
} else {
  void Promise.all([import('../sandbox/command/program.js'), import('./explain.js')]).then(([{ program }, { addExplainCommand }]) => {
    const command = program(__filename);
    addExplainCommand(command);
    return command.parseAsync();
  });
}
