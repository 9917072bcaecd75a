import { Constraint, checkConstraints } from '../protocol/constraints';

/** Constraints of the model of CloudFormation's API. */
export const REQUEST_LIMITS = {
  stackNameCharacters: 128,
  changeSetNameCharacters: 128,
  descriptionCharacters: 1024,
  tags: 50,
  notificationArns: 5,
  tagKeyCharacters: 128,
  tagValueCharacters: 256,
};

const NAME = '[a-zA-Z][-a-zA-Z0-9]*';
const NAME_OR_ARN = `${NAME}|arn:[-a-zA-Z0-9:/._+]*`;

interface Input {
  readonly StackName?: string;
  readonly ChangeSetName?: string;
  readonly Description?: string;
  readonly NotificationARNs?: readonly string[] | '';
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[] | '';
}

/**
 * Checks a request that creates or updates a stack, or prepares that.
 *
 * @throws ServiceError `ValidationError`
 */
export function checkRequest({ StackName: stackName = '', ChangeSetName: changeSetName, Description: description, Tags: given, NotificationARNs }: Input): void {
  const tags = given || [];
  const arns = NotificationARNs || [];
  const constraints: Constraint[] = [
    { at: 'stackName', value: stackName, pattern: NAME_OR_ARN, ...(!stackName.startsWith('arn:') && { longest: REQUEST_LIMITS.stackNameCharacters }) },
    ...(changeSetName === undefined ? [] : [{ at: 'changeSetName', value: changeSetName, pattern: NAME, longest: REQUEST_LIMITS.changeSetNameCharacters }]),
    ...(description === undefined ? [] : [{ at: 'description', value: description, longest: REQUEST_LIMITS.descriptionCharacters }]),
    { at: 'notificationARNs', value: `[${arns.join(', ')}]`, length: arns.length, longest: REQUEST_LIMITS.notificationArns },
    { at: 'tags', value: `[${tags.map(({ Key, Value }) => `Tag(key=${Key}, value=${Value})`).join(', ')}]`, length: tags.length, longest: REQUEST_LIMITS.tags },
    ...tags.flatMap(({ Key, Value }, index) => [
      { at: `tags.${index + 1}.member.key`, value: Key, longest: REQUEST_LIMITS.tagKeyCharacters },
      { at: `tags.${index + 1}.member.value`, value: Value, longest: REQUEST_LIMITS.tagValueCharacters },
    ]),
  ];
  checkConstraints(constraints);
}
