import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import type { AccountMembershipProperties } from '../../lib/contract/organizations';
import { minutesOf } from './awaited-invitation';

/** What the log tells of a deployment that waits for a person. Nothing in it is personal: an e-mail address is left out. */
export interface WaitingLine {
  readonly requestId: string;
  readonly requestType: string;
  readonly resourceType: string;
  readonly logicalResourceId: string;
  readonly result: 'WAITING';
  readonly handshakeId: string;
  /** Until when the deployment waits at most. */
  readonly until: string;
  /** Who has to do what, and where. */
  readonly message: string;
}

/** Whoever reads the log while a deployment stands still learns whom it waits for. */
export function waitingLine(event: CloudFormationCustomResourceEvent, properties: AccountMembershipProperties, since: number): WaitingLine {
  const { HandshakeId: handshakeId, Target: { AccountId: account } } = properties;
  const invited = account === undefined ? 'the account that was invited by its e-mail address' : `account ${account}`;
  return {
    requestId: event.RequestId,
    requestType: event.RequestType,
    resourceType: event.ResourceType,
    logicalResourceId: event.LogicalResourceId,
    result: 'WAITING',
    handshakeId,
    until: new Date(since + minutesOf(properties) * 60_000).toISOString(),
    message: `An administrator of ${invited} has to accept ${handshakeId === '' ? 'its invitation' : `handshake ${handshakeId}`} under Invitations in the AWS `
      + 'Organizations console, signed in to that account, unless it is a member already',
  };
}
