import type { Environment } from '../environment';
import { ServiceError } from '../protocol/service-error';
import { callsIn } from './calls';
import { isMembers, StackOutputReference, templateError } from './functions/function';
import { referencesIn } from './intrinsics';
import type { Stack } from './stack';
import type { Json, Template } from './template';

/** The members of the argument of `Fn::GetStackOutput`, and whether it has to have them. */
const MEMBERS: Readonly<Record<keyof StackOutputReference, boolean>> = { StackName: true, OutputName: true, Region: false, RoleArn: false };

/** Functions whose argument can't hold a `Fn::GetStackOutput`. */
const CLOSED_TO_STACK_OUTPUTS = ['Fn::Base64', 'Fn::Equals', 'Fn::ImportValue', 'Fn::Sub'];

/**
 * Finds a stack in a Region, in the account of the role that reads there, or in the own one without a role.
 *
 * @throws ServiceError `AccessDenied` if the role isn't there or may not read the stack
 */
export type FindStack = (name: string, region: string, roleArn: string | undefined) => Stack | undefined;

/** What stacks put out, for other stacks to read. Nothing keeps it from being changed or deleted afterwards. */
export class StackOutputs {
  constructor(private readonly stackIn: FindStack, private readonly environment: Environment) {}

  /** @throws ServiceError `ValidationError` if there is no such stack or output, `AccessDenied` if the role may not read it */
  public read({ StackName: name, OutputName: output, Region: region = this.environment.region, RoleArn: roleArn }: StackOutputReference): string {
    const stack = this.stackIn(name, region, roleArn);
    if (!stack) throw new ServiceError('ValidationError', `Stack with id ${name} does not exist`);
    const found = stack.outputs.find(({ key }) => key === output);
    if (!found) throw new ServiceError('ValidationError', `Output ${output} does not exist in stack ${name}`);
    return found.value;
  }
}

/**
 * Checks how a template reads outputs of other stacks: with which arguments, and where.
 *
 * @param isLimited whether they can be read only where AWS says so
 * @throws ServiceError `ValidationError` for a wrong argument, `InternalFailure` for a place where AWS has none
 */
export function checkStackOutputs(template: Template, isLimited: boolean): void {
  for (const argument of callsIn('Fn::GetStackOutput', template as unknown as Json)) checkArgument(argument, template);
  if (!isLimited) return;
  for (const [name, { Value }] of Object.entries(template.Outputs ?? {})) {
    if (typeof Value === 'object' && Value !== null && Object.keys(Value)[0] === 'Fn::GetStackOutput') refuse(`as the value of an output (${name})`);
  }
  for (const name of CLOSED_TO_STACK_OUTPUTS) {
    const isInside = callsIn(name, template as unknown as Json).some((argument) => callsIn('Fn::GetStackOutput', argument).length > 0);
    if (isInside) refuse(`inside ${name}`);
  }
}

function checkArgument(argument: Json, { Resources: resources }: Template): void {
  const members = isMembers(argument) ? Object.keys(argument) : [];
  const isComplete = Object.entries(MEMBERS).every(([name, isRequired]) => !isRequired || members.includes(name));
  if (!isComplete || !members.every((name) => Object.hasOwn(MEMBERS, name))) {
    throw templateError('every Fn::GetStackOutput object requires the members StackName and OutputName, and can have Region and RoleArn');
  }
  const resource = referencesIn(argument).find((name) => Object.hasOwn(resources, name));
  if (resource !== undefined) throw templateError(`the parameters of Fn::GetStackOutput must not depend on any resources (${resource})`);
}

/** AWS says no more than the code. */
function refuse(place: string): never {
  throw new ServiceError('InternalFailure', `AWS does not support Fn::GetStackOutput ${place}`);
}
