import { ServiceError } from '../protocol/service-error';
import type { Operation } from '../protocol/operations';
import type { ApiDependencies } from './api';
import type { CloudFormation } from './cloudformation';
import { describeStack, optionsOf, StackInput, TemplateInput, templateTextOf } from './inputs';
import { checkRequest } from './request-limits';
import type { Target } from './stack-operation';

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

/** Whoever deploys a template without a change set has to know that transforms change it. */
function checkCapabilities(target: Target, { Capabilities: capabilities }: TemplateInput): void {
  const isTransformed = target.processed !== undefined || target.failure !== undefined;
  if (isTransformed && !(capabilities || []).includes('CAPABILITY_AUTO_EXPAND')) {
    throw new ServiceError('InsufficientCapabilitiesException', 'Requires capabilities : [CAPABILITY_AUTO_EXPAND]');
  }
}

/** The operations that change a stack without a change set. */
export function changingOperations(cloudFormation: CloudFormation, { buckets }: ApiDependencies): Record<string, Operation> {
  return {
    CreateStack(input: TemplateInput) {
      checkRequest(input);
      if (cloudFormation.find(input.StackName)) throw new ServiceError('AlreadyExistsException', `Stack [${input.StackName}] already exists`);
      const stack = cloudFormation.newStack(input.StackName);
      try {
        const target = cloudFormation.target(stack, templateTextOf(input, buckets), input.Parameters || []);
        checkCapabilities(target, input);
        void cloudFormation.deploy(stack, target, optionsOf(input));
      } catch (thrown) {
        cloudFormation.forget(stack);
        throw thrown;
      }
      describeStack(stack, input);
      return { StackId: stack.id };
    },

    UpdateStack(input: TemplateInput) {
      checkRequest(input);
      const stack = cloudFormation.existing(input.StackName);
      const target = cloudFormation.target(stack, templateTextOf(input, buckets), input.Parameters || []);
      checkCapabilities(target, input);
      if (!cloudFormation.changes(stack, target)) throw new ServiceError('ValidationError', 'No updates are to be performed.');
      void cloudFormation.deploy(stack, target, optionsOf(input));
      describeStack(stack, input);
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
