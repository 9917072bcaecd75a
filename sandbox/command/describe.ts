import Table from 'cli-table3';
import type { State } from '../control/state';
import type { Fault } from '../faults/fault';
import type { Ends } from '../observability/calls';

/** What a person reads about a sandbox. */
export function describeState({ stacks, identityStores }: State): string {
  const parts = [
    ...stacks.map(({ name, status, statusReason, resources }) =>
      [`Stack ${name}: ${status}${statusReason === undefined ? '' : ` (${statusReason})`}`,
        columns(resources.map(({ logicalId, type, status: ofResource, physicalId }) => [logicalId, type, ofResource, physicalId]))]),
    ...identityStores.map(({ identityStoreId, groups }) =>
      [`Identity store ${identityStoreId}: ${groups.length} ${groups.length === 1 ? 'group' : 'groups'}`,
        columns(groups.map(({ displayName, description = '', external, groupId }) => [displayName, description, external ? 'external' : '', groupId]))]),
  ];
  return parts.length === 0 ? 'The sandbox is empty.' : parts.map((lines) => lines.filter(Boolean).join('\n')).join('\n\n');
}

export function describeCalls(byAction: Readonly<Record<string, Ends>>): string {
  const rows = Object.entries(byAction).map(([action, ends]) => [action, Object.entries(ends).map(([end, times]) => `${times} ${end}`).join(', ')]);
  return rows.length === 0 ? 'No function has called anything.' : columns(rows);
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

function columns(rows: string[][]): string {
  if (rows.length === 0) return '';
  const blank = Object.fromEntries(['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right', 'left', 'left-mid',
    'mid', 'mid-mid', 'right', 'right-mid'].map((name) => [name, '']));
  const table = new Table({ chars: { ...blank, middle: ' ' }, style: { 'padding-left': 2, 'padding-right': 0, head: [], border: [] } });
  table.push(...rows);
  return table.toString();
}
