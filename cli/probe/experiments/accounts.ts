import type { Seen } from '../../../sandbox/seed/probe-result';
import type { ProbedOrganization } from './invitations';

/** Which members accounts have. */
export async function accounts({ calls }: ProbedOrganization): Promise<Seen> {
  const there = await calls.accounts();
  const having = (member: 'State' | 'Status'): string => (there.some((account) => account[member] !== undefined) ? 'THERE' : 'NOT_THERE');
  return { State: having('State'), Status: having('Status') };
}
