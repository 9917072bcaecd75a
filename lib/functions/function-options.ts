import { Stack, Stage } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';
import { KEY } from '../properties/aws-types';
import { listOf, NUMBER, objectWith, PropertyTypes, TEXT, typed } from '../properties/property-type';
import { warnOfUnknown } from '../properties/unknown-properties';
import { isMarkedAs } from '../construct/type-test';
import { refuse, requireMatch, requireWhole, ROLE_NAME_FORM, shown } from '../properties/validation';
import type { FunctionOptions } from './function-config';

/** How the construct of a function is told from others. */
export const GUARD_LAMBDA = 'GuardLambda';

const OPTIONS = Symbol.for('cdk-org-guard.functionOptions');

interface Configured extends IConstruct {
  [OPTIONS]?: FunctionOptions;
}

const TYPES: PropertyTypes<FunctionOptions> = {
  vpc: objectWith(['vpcId', 'selectSubnets'], 'a VPC, as Vpc.fromLookup() makes it'),
  vpcSubnets: objectWith([], 'a selection of subnets such as { subnetType: SubnetType.PRIVATE_ISOLATED }'),
  securityGroups: listOf(objectWith(['securityGroupId'], 'a security group')),
  architecture: objectWith(['dockerPlatform'], 'an Architecture such as Architecture.X86_64'),
  memorySize: NUMBER,
  reservedConcurrentExecutions: NUMBER,
  logEncryptionKey: KEY,
  environmentEncryption: objectWith(['keyArn'], 'a key, as Key.fromKeyArn() makes it'),
  acceptorRoleName: TEXT,
};

const MEMORY = { least: 256, most: 10_240 };

const SCOPES = 'an App, a Stage or a Stack';

/** What is set for a construct in a stack would never be looked at. What only groups stacks may be any construct. */
export function requireScope(scope: unknown): void {
  if (!Construct.isConstruct(scope)) throw new Error(`FunctionConfig.of: scope ${shown(scope)} is not allowed: it must be ${SCOPES}`);
  const isInStack = scope.node.scopes.some((each) => Stack.isStack(each)) && !Stack.isStack(scope) && !Stage.isStage(scope);
  if (isInStack) refuse(scope, 'scope', scope, SCOPES);
}

/** Sets what the functions are made with that come after it. */
export function configureFunctions(scope: IConstruct, options: FunctionOptions): void {
  const given = typed(scope, options, TYPES);
  warnOfUnknown(scope, options, TYPES);
  requireWhole(scope, 'memorySize', given.memorySize, MEMORY.least, MEMORY.most);
  requireWhole(scope, 'reservedConcurrentExecutions', given.reservedConcurrentExecutions, 1, Number.MAX_SAFE_INTEGER);
  requireMatch(scope, 'acceptorRoleName', given.acceptorRoleName, ROLE_NAME_FORM, '1 to 64 letters, digits and + = , . @ - _');
  if (given.vpc === undefined && (given.vpcSubnets ?? given.securityGroups) !== undefined) {
    refuse(scope, 'vpc', given.vpc, 'given where vpcSubnets or securityGroups are');
  }
  const made = scope.node.findAll().find((child) => isMarkedAs(GUARD_LAMBDA, child));
  if (made) throw new Error(`${scope.node.path || 'the app'}: ${made.node.path} is made already: configure functions before the first guarded resource`);
  const configured = scope as Configured;
  configured[OPTIONS] = { ...configured[OPTIONS], ...given };
}

/** What is set for a construct, from the outermost scope to the innermost. */
export function functionOptionsOf(construct: IConstruct): FunctionOptions {
  return Object.assign({}, ...construct.node.scopes.map((scope) => (scope as Configured)[OPTIONS])) as FunctionOptions;
}
