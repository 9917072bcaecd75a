import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { answerUrlOf, askerOf } from '../custom-resource/event';
import { madeAt } from '../custom-resource/event-time';
import { PropertyReader } from '../custom-resource/properties';
import { done, Result } from '../guard/result';
import type { Session } from '../guard/session';
import type { Asker } from '../guard/stack-view';
import { Contents, readContents } from './contents-properties';
import type { LedgerPlace } from './ledger/ledger-objects';
import type { Pass } from './pass/pass-time';
import { parseVersionId, VersionId } from './ledger/version-id';

/** An event about contents, with what is read of it. */
export interface ContentsEvent {
  readonly session: Session;
  readonly asker: Asker;
  readonly requestId: string;
  readonly requestType: 'Create' | 'Update' | 'Delete';
  /** When CloudFormation made it, in milliseconds since 1970. */
  readonly signed: number;
  readonly contents: Contents;
  /** What an Update declares something else than. */
  readonly before?: Contents;
  /** What the physical resource id says, if it is one of contents. */
  readonly id: VersionId | undefined;
  readonly pass: Pass;
}

export function readContentsEvent(event: CloudFormationCustomResourceEvent, session: Session, pass: Pass): Result<ContentsEvent> {
  const reader = new PropertyReader(event.ResourceProperties, 'ResourceProperties');
  const contents = readContents(reader);
  if (reader.failure) return reader.failure;
  const url = answerUrlOf(event);
  return done({
    session,
    asker: askerOf(event),
    requestId: event.RequestId,
    requestType: event.RequestType,
    signed: (url && madeAt(url)) ?? pass.received,
    contents,
    ...(event.RequestType === 'Update' && { before: readContents(new PropertyReader(event.OldResourceProperties, 'OldResourceProperties')) }),
    id: event.RequestType === 'Create' ? undefined : parseVersionId(event.PhysicalResourceId),
    pass,
  });
}

/** Where the ledger of the contents is in its bucket. */
export function placeOf({ asker: { stackId, logicalResourceId }, contents: { ledgerBucket: bucket } }: Pick<ContentsEvent, 'asker' | 'contents'>): LedgerPlace {
  return { bucket, stackUuid: stackId.split('/').at(-1) ?? '', logicalResourceId };
}
