import { NotEmulated, ServiceError } from '../protocol/service-error';
import type { Operation } from '../protocol/operations';
import type { ApiDependencies } from './api';
import { checkCapabilities } from './capabilities';
import type { CloudFormation } from './cloudformation';
import { describeStack, notificationArnsIn, optionsOf, StackInput, TemplateInput, templateTextOf } from './inputs';
import { checkRequest } from './request-limits';

interface DeleteInput extends StackInput {
  readonly RetainResources?: readonly string[] | '';
  readonly ClientRequestToken?: string;
}

interface ContinueInput extends StackInput {
  readonly ResourcesToSkip?: readonly string[] | '';
  readonly ForceRollback?: string;
  readonly ClientRequestToken?: string;
}

interface RollbackInput extends StackInput {
  readonly RetainExceptOnCreate?: string;
  readonly ClientRequestToken?: string;
}

interface ProtectionInput extends StackInput {
  readonly EnableTerminationProtection?: string;
}

/** The operations that change a stack without a change set. */
export function changingOperations(cloudFormation: CloudFormation, { buckets }: ApiDependencies): Record<string, Operation> {
  return {
    CreateStack(input: TemplateInput) {
      checkRequest(input);
      if (cloudFormation.find(input.StackName)) throw new ServiceError('AlreadyExistsException', `Stack [${input.StackName}] already exists`);
      const stack = cloudFormation.newStack(input.StackName);
      try {
        const target = cloudFormation.target(stack, templateTextOf(input, buckets), input.Parameters || [], notificationArnsIn(input));
        checkCapabilities(target, input, false);
        void cloudFormation.deploy(stack, target, optionsOf(input));
      } catch (thrown) {
        cloudFormation.forget(stack);
        throw thrown;
      }
      describeStack(stack, input);
      stack.isProtected = input.EnableTerminationProtection === 'true';
      return { StackId: stack.id };
    },

    UpdateStack(input: TemplateInput) {
      checkRequest(input);
      const stack = cloudFormation.existing(input.StackName, `[${input.StackName}]`);
      const target = cloudFormation.target(stack, templateTextOf(input, buckets), input.Parameters || [], notificationArnsIn(input));
      checkCapabilities(target, input, false);
      if (!cloudFormation.changes(stack, target)) throw new ServiceError('ValidationError', 'No updates are to be performed.');
      void cloudFormation.deploy(stack, target, optionsOf(input));
      describeStack(stack, input);
      return { StackId: stack.id };
    },

    UpdateTerminationProtection({ StackName: name, EnableTerminationProtection: enabled }: ProtectionInput) {
      const stack = cloudFormation.existing(name);
      if (stack.parent) throw new NotEmulated(`the termination protection of a nested stack (${stack.name}), which is that of its root`);
      stack.isProtected = enabled === 'true';
      return { StackId: stack.id };
    },

    DeleteStack(input: DeleteInput) {
      const stack = cloudFormation.find(input.StackName);
      if (!stack || stack.status === 'DELETE_COMPLETE') return {};
      void cloudFormation.delete(stack, input.RetainResources || [], input.ClientRequestToken);
      return {};
    },

    RollbackStack({ StackName: name, RetainExceptOnCreate: retainExceptOnCreate, ClientRequestToken: clientRequestToken }: RollbackInput) {
      const stack = cloudFormation.existing(name);
      void cloudFormation.rollBack(stack, { deletesRetained: retainExceptOnCreate === 'true', ...(clientRequestToken !== undefined && { clientRequestToken }) });
      return { StackId: stack.id, OperationId: stack.operationId };
    },

    ContinueUpdateRollback(input: ContinueInput) {
      const skipping = { resources: input.ResourcesToSkip || [], failures: input.ForceRollback === 'true' };
      void cloudFormation.continueRollback(cloudFormation.existing(input.StackName), skipping, input.ClientRequestToken);
      return {};
    },
  };
}
