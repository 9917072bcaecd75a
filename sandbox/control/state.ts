import type { Sandbox } from '../sandbox';
import { OrganizationsState, organizationsStateOf } from './state-organizations';

/** What is in a sandbox, for people and programs to read. */
export interface State extends OrganizationsState {
  readonly stacks: readonly {
    readonly name: string;
    readonly status: string;
    readonly statusReason?: string;
    readonly outputs: Readonly<Record<string, string>>;
    readonly resources: readonly { readonly logicalId: string; readonly type: string; readonly physicalId: string; readonly status: string }[];
  }[];
  readonly identityStores: readonly {
    readonly identityStoreId: string;
    readonly groups: readonly { readonly groupId: string; readonly displayName: string; readonly description?: string; readonly external: boolean }[];
  }[];
}

export function stateOf({ cloudFormation, identityStores, organizations }: Sandbox): State {
  return {
    stacks: cloudFormation.all.filter(({ status }) => status !== 'DELETE_COMPLETE').map((stack) => ({
      name: stack.name,
      status: stack.status,
      ...(stack.statusReason !== undefined && { statusReason: stack.statusReason }),
      outputs: Object.fromEntries(stack.outputs.map(({ key, value }) => [key, value])),
      resources: [...stack.resources.values()].map(({ logicalId, type, physicalId, status }) => ({ logicalId, type, physicalId, status })),
    })),
    ...organizationsStateOf(organizations),
    identityStores: identityStores.all.map(({ identityStoreId, groups }) => ({
      identityStoreId,
      groups: [...groups.values()].map(({ GroupId, DisplayName, Description, ExternalIds }) => ({
        groupId: GroupId,
        displayName: DisplayName,
        ...(Description !== undefined && { description: Description }),
        external: (ExternalIds?.length ?? 0) > 0,
      })),
    })),
  };
}
