import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** The stack at the top, if a construct is in a nested one. */
export function rootStackOf(scope: Construct): Stack | undefined {
  let root = Stack.of(scope).nestedStackParent;
  while (root?.nestedStackParent) root = root.nestedStackParent;
  return root;
}
