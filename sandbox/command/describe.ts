import type { State } from '../control/state';
import type { Fault } from '../faults/fault';
import { columns } from './columns';
import { describeOrganizations } from './describe-organizations';

/** What a person reads about a sandbox. */
export function describeState({ stacks, identityStores, ...others }: State): string {
  const parts = [
    ...stacks.map(({ name, status, statusReason, resources }) =>
      [`Stack ${name}: ${status}${statusReason === undefined ? '' : ` (${statusReason})`}`,
        columns(resources.map(({ logicalId, type, status: ofResource, physicalId }) => [logicalId, type, ofResource, physicalId]))]),
    ...identityStores.map(({ identityStoreId, groups }) =>
      [`Identity store ${identityStoreId}: ${groups.length} ${groups.length === 1 ? 'group' : 'groups'}`,
        columns(groups.map(({ displayName, description = '', external, groupId }) => [displayName, description, external ? 'external' : '', groupId]))]),
    ...describeOrganizations(others),
  ];
  return parts.length === 0 ? 'The sandbox is empty.' : parts.map((lines) => lines.filter(Boolean).join('\n')).join('\n\n');
}

export function describeFault({ operation, effect, times }: Fault): string {
  return `${operation}: ${describeEffect(effect)}${times === 1 ? '' : `, ${times} times`}`;
}

function describeEffect(effect: Fault['effect']): string {
  switch (effect.kind) {
    case 'ERROR': return `refused with ${effect.code}, HTTP status ${effect.httpStatus}`;
    case 'CONNECTION_LOST': return `connection lost ${effect.moment.toLowerCase()} its effect`;
    case 'KILLED': return `function killed ${effect.moment.toLowerCase()} its effect`;
    case 'DELAYED': return `${effect.milliseconds} ms later`;
    case 'DELIVERED_TWICE': return effect.overlapping ? 'delivered twice at the same time' : 'delivered twice';
  }
}
