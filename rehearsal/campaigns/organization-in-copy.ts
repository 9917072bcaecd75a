import { OrganizationsClient } from '@aws-sdk/client-organizations';
import type { Seen } from '../../lambda/campaign/decide/seen';
import { RowKeys } from '../../lambda/campaign/row-keys';
import { lookAtInvitations, lookAtMembers, SeenInvitations } from '../../lambda/campaign/run/look';
import { callFailure } from '../../lambda/guard/call-failure';
import type { Failure } from '../../lambda/guard/failure';
import { accountOf } from '../../lambda/guard/stack-view';
import { organizationsCalls } from '../../lambda/organizations/clients';
import type { Fork } from '../fork';
import { DirectClients } from '../functions/direct-clients';
import { WireHandler } from '../functions/wire-handler';

/** What a run of a campaign sees of the organization. */
export interface SeenOrganization {
  readonly kind: 'SEEN';
  readonly seen: Seen;
  readonly accounts: SeenInvitations['accounts'];
}

/**
 * Looks at the organization of a copy by the code of a campaign's runs.
 *
 * @param secret of the ledger, with which the keys of rows are made
 */
export async function seenInCopy({ sandbox, ledgers }: Fork, stackId: string, secret: string): Promise<SeenOrganization | Failure> {
  const [account, keys, session] = [accountOf({ stackId }), new RowKeys(secret), ledgers.newSession()];
  const [, partition = 'aws'] = stackId.split(':');
  const accessKeyId = sandbox.callers.issue({ account, arn: `arn:${partition}:sts::${account}:assumed-role/rehearsal/campaign` });
  const makeClient = new DirectClients().makerFor(accessKeyId, new WireHandler((request) => sandbox.answer(request)));
  const calls = organizationsCalls(makeClient(OrganizationsClient));
  const listed = await lookAtInvitations(calls, session, keys, account);
  if (listed.kind !== 'DONE') return callFailure(listed, 'listing the invitations of the organization');
  const members = await lookAtMembers(calls, session, keys);
  if (members.kind !== 'DONE') return callFailure(members, 'listing the accounts of the organization');
  const { byKey, sentToday, accounts } = listed.output;
  return { kind: 'SEEN', seen: { invitations: byKey, sentToday, members: members.output }, accounts };
}
