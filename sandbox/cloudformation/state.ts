import type { Environment } from '../environment';
import type { Stack } from './stack';

/** What there is of a stack, for people and programs to read. */
export interface StackState {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly status: string;
  readonly statusReason?: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly resources: readonly { readonly logicalId: string; readonly type: string; readonly physicalId: string; readonly status: string }[];
}

export function stateOfStack(stack: Stack, { account, region }: Environment): StackState {
  return {
    name: stack.name,
    account,
    region,
    status: stack.status,
    ...(stack.statusReason !== undefined && { statusReason: stack.statusReason }),
    outputs: Object.fromEntries(stack.outputs.map(({ key, value }) => [key, value])),
    resources: [...stack.resources.values()].map(({ logicalId, type, physicalId, status }) => ({ logicalId, type, physicalId, status })),
  };
}
