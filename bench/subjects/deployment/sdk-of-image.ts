import { CfnResource, Stack } from 'aws-cdk-lib';

/** The image of Lambda has the SDK. Here the functions of a stack find it by a variable. */
export function findSdk(stack: Stack): void {
  for (const construct of stack.node.findAll()) {
    const isFunction = construct instanceof CfnResource && construct.cfnResourceType === 'AWS::Lambda::Function';
    if (isFunction) construct.addPropertyOverride('Environment.Variables.NODE_PATH', process.env.BENCH_NODE_PATH);
  }
}
