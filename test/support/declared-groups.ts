import { CfnWaitConditionHandle, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Group, GroupProps, IdentityStore } from '../../lib';
import { STORE } from './ids';

type Declared = Partial<Omit<GroupProps, 'identityStore'>> & { readonly storeId?: string };

/** Declares one group, with `DESTROY` so that what is kept is kept by the guard and not by CloudFormation. */
export function group(id: string, { storeId = STORE, ...props }: Declared = {}): (scope: Stack) => Group {
  return (scope) => {
    const identityStore = IdentityStore.fromIdentityStoreId(scope, `${id}Directory`, storeId);
    return new Group(scope, id, { identityStore, displayName: 'admins', removalPolicy: RemovalPolicy.DESTROY, ...props });
  };
}

/** Declares several things, each after the one before it. */
export function inOrder(...declarations: ((scope: Stack) => Construct)[]): (scope: Stack) => void {
  return (scope) => {
    const declared = declarations.map((declare) => declare(scope));
    declared.slice(1).forEach((each, index) => each.node.addDependency(declared[index] as Construct));
  };
}

/** A stack can't be empty. */
export function nothing(scope: Stack): void {
  new CfnWaitConditionHandle(scope, 'Placeholder');
}
