import type { JournalEntry } from '../journal';
import { MEMBERSHIP } from '../../lambda/organizations/membership';
import { physicalResourceIdOf } from '../../lambda/guard/ownership';
import { unknown } from '../../sandbox/cloudformation/unknown';

/** Codes of refusals that say nothing of the real deployment, and what isn't known instead. */
const SAYS_NOTHING: Readonly<Record<string, string>> = {
  ROLE_NOT_ASSUMABLE: 'whether the role in the other account lets the function accept the invitation: roles of other accounts are not read',
};

/** An answer in place of one that only the copy would give. */
export interface OpenAnswer {
  readonly body: string;
  readonly unknown: string;
}

/** What is answered in place of a refusal that says nothing: the resource is there, and nothing is known of it. */
export function openAnswer(body: string, { requestType }: Pick<JournalEntry, 'requestType'>): OpenAnswer | undefined {
  const { Reason: reason = '', PhysicalResourceId: id, ...answered } = JSON.parse(body) as { readonly Reason?: string; readonly PhysicalResourceId: string };
  const because = SAYS_NOTHING[/^[A-Z_]+/.exec(reason)?.[0] ?? ''];
  if (because === undefined) return undefined;
  const PhysicalResourceId = requestType === 'Create' ? physicalResourceIdOf(MEMBERSHIP) : id;
  return {
    unknown: because,
    body: JSON.stringify({ ...answered, Status: 'SUCCESS', PhysicalResourceId, Data: { AccountId: unknown(because), State: unknown(because) } }),
  };
}
