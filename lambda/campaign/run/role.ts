import { accountInArn } from '../../guard/arn';
import type { Row } from '../roster';
import type { Work } from './work';

/** The ARN of the role that accepts in the account of a row, if one does. It has the partition of the stack. */
export function roleIn({ asker: { stackId }, settings: { roleName } }: Pick<Work, 'asker' | 'settings'>, { account }: Row): string | undefined {
  const [, partition = 'aws'] = stackId.split(':');
  return roleName === undefined || account === undefined ? undefined : `arn:${partition}:iam::${account}:role/${roleName}`;
}

/** The ARN of an invitation, as the organization's account has it. Its organization isn't known, and any other has no such handshake. */
export function handshakeArn({ asker: { stackId } }: Pick<Work, 'asker'>, handshakeId: string): string {
  const [, partition = 'aws'] = stackId.split(':');
  return `arn:${partition}:organizations::${accountInArn(stackId)}:handshake/o-*/invite/${handshakeId}`;
}
