import { NotEmulated, ServiceError } from '../protocol/service-error';
import type { Buckets } from '../s3/buckets';
import type { GivenParameter } from './parameters';
import type { Stack } from './stack';
import { checkTemplateBody, checkTemplateSize } from './template-limits';

/** Members of requests that several operations have. */

export interface StackInput {
  readonly StackName: string;
  readonly NextToken?: string;
}

export interface TemplateInput extends StackInput {
  readonly TemplateURL?: string;
  readonly TemplateBody?: string;
  readonly Parameters?: readonly GivenParameter[] | '';
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[] | '';
  readonly Capabilities?: readonly string[] | '';
  readonly NotificationARNs?: readonly string[] | '';
  readonly RoleARN?: string;
  readonly DisableRollback?: string;
  /** Express mode is carried out as any other: custom resources are waited for. */
  readonly DeploymentConfig?: { readonly DisableRollback?: string };
  readonly OnFailure?: string;
  readonly ClientRequestToken?: string;
  readonly UsePreviousTemplate?: string;
  readonly EnableTerminationProtection?: string;
}

/** The template that a request is about, wherever that is. */
export function templateTextOf(input: TemplateInput, buckets: Buckets): string {
  for (const option of ['UsePreviousTemplate', 'OnFailure'] as const) {
    if (input[option] && input[option] !== 'false') throw new NotEmulated(`the option ${option} of a stack operation`);
  }
  if (input.TemplateBody !== undefined) {
    checkTemplateBody(input.TemplateBody);
    return input.TemplateBody;
  }
  if (input.TemplateURL === undefined) throw new ServiceError('ValidationError', 'Either TemplateBody or TemplateURL must be specified');
  return templateAt(input.TemplateURL, buckets);
}

export function templateAt(url: string, buckets: Buckets): string {
  if (!URL.canParse(url)) throw new ServiceError('ValidationError', 'TemplateURL must be a supported URL.');
  const [, bucket = '', ...key] = new URL(url).pathname.split('/');
  const bytes = buckets.read(bucket, decodeURIComponent(key.join('/')));
  checkTemplateSize(bytes);
  return new TextDecoder().decode(bytes);
}

/** The topics that a request names; an empty list takes away those that the stack has. */
export function notificationArnsIn({ NotificationARNs: arns }: TemplateInput): readonly string[] | undefined {
  return arns === '' ? [] : arns;
}

/** Puts down what a request says about a stack besides its template. */
export function describeStack(stack: Stack, input: TemplateInput): void {
  stack.tags = Object.fromEntries((input.Tags || []).map(({ Key, Value }) => [Key, Value]));
  stack.capabilities = input.Capabilities || [];
  if (input.RoleARN) stack.roleArn = input.RoleARN;
}

/** How an operation is to be carried out. */
export function optionsOf({ DisableRollback: disableRollback, DeploymentConfig: config, ClientRequestToken: clientRequestToken }: TemplateInput) {
  return { rollback: ![disableRollback, config?.DisableRollback].includes('true'), ...(clientRequestToken !== undefined && { clientRequestToken }) };
}
