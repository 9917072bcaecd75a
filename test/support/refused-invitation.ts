import type { AccountInvitationProps } from '../../lib';
import { invitation, InvitingWorld } from './declared-invitations';
import { failuresOf } from './in-process';

/** Deploys an invitation that is refused, and tells what the person reads: without what CloudFormation adds, and without request ids. */
export async function refusedInvitation(world: InvitingWorld, props: Partial<AccountInvitationProps> = {}): Promise<string> {
  const stack = await world.deploy('A', invitation(props));
  expect(stack.status).toMatch(/ROLLBACK_COMPLETE$/);
  return readable(failuresOf(stack)[0] ?? '');
}

export function readable(reason: string): string {
  return reason.replace(/^.*Message returned: /, '').replace(/, request [^\]]+\]/, ']').replace(/ \(RequestId: .*$/, '');
}
