import type { Stack } from './stack';

/** What there is of a stack, for people and programs to read. */
export interface StackState {
  readonly name: string;
  readonly status: string;
  readonly statusReason?: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly resources: readonly { readonly logicalId: string; readonly type: string; readonly physicalId: string; readonly status: string }[];
}

export function stateOfStack(stack: Stack): StackState {
  return {
    name: stack.name,
    status: stack.status,
    ...(stack.statusReason !== undefined && { statusReason: stack.statusReason }),
    outputs: Object.fromEntries(stack.outputs.map(({ key, value }) => [key, value])),
    resources: [...stack.resources.values()].map(({ logicalId, type, physicalId, status }) => ({ logicalId, type, physicalId, status })),
  };
}
