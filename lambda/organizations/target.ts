import type { HandshakeParty } from '@aws-sdk/client-organizations';
import { ACCOUNT_ID } from '../../lib/contract/forms';
import { type TagProperties, type TargetProperties } from '../../lib/contract/organizations';
import type { PropertyReader } from '../custom-resource/properties';
import { isSameAddress } from '../guard/same-text';
import { quoted, shown } from '../guard/wording';

/** Reads whom an invitation is for. */
export function readTarget(properties: PropertyReader): TargetProperties {
  const target = properties.structure('Target');
  const Email = target?.optional('Email');
  if (Email !== undefined) return { Email };
  const AccountId = target?.formed('AccountId', ACCOUNT_ID);
  return { AccountId: AccountId ?? target?.required('AccountId') ?? properties.required('Target') };
}

/** Reads the tags that the account is to have. */
export function readTags(properties: PropertyReader): { readonly Tags?: readonly TagProperties[] } {
  const tags = properties.list('Tags')?.map((tag) => ({ Key: tag.required('Key'), Value: tag.required('Value') }));
  return tags ? { Tags: tags } : {};
}

export function partyOf({ AccountId, Email }: TargetProperties): HandshakeParty {
  return Email === undefined ? { Type: 'ACCOUNT', Id: AccountId } : { Type: 'EMAIL', Id: Email };
}

export function isSameTarget(one: TargetProperties, other: TargetProperties): boolean {
  return one.AccountId === other.AccountId && isSameAddress(one.Email, other.Email);
}

/** As messages name it. */
export function nameOf({ AccountId, Email }: TargetProperties): string {
  return Email === undefined ? `account ${shown(AccountId ?? '')}` : `the account of ${quoted(Email)}`;
}

export function invitationOf(target: TargetProperties): string {
  return `the invitation of ${nameOf(target)}`;
}
