import type { Claim } from '../domain';
import type { Run } from '../run';
import type { Excuse } from './excuse';
import { EXCUSES_OF_IDENTITY_STORE } from './identity-store';
import { EXCUSES_OF_ORGANIZATIONS } from './organizations';
import { SHARED_EXCUSES } from './shared';

/** Everything that is excused, by what it is about. */
export const EXCUSES_BY_SUBJECT = {
  'In every service': SHARED_EXCUSES,
  'Users, groups and memberships': EXCUSES_OF_IDENTITY_STORE,
  'Invitations and what follows them': EXCUSES_OF_ORGANIZATIONS,
} as const;

export const EXCUSES = Object.values(EXCUSES_BY_SUBJECT).flat();

type Entry = (typeof EXCUSES)[number];

export type ExcuseName = Entry['name'];

/** Those of a difference between what is declared and what is there. */
export type ExcuseOfClaim = Extract<Entry, { readonly applies: (claim: Claim) => boolean }>['name'];

type FactsOf<Name extends ExcuseName> = Parameters<Extract<Entry, { readonly name: Name }>['applies']>[0];

/** Whether an invariant may let this pass. It counts as excused then, once a run, since invariants look at the same again. */
export function isExcused<Name extends ExcuseName>(run: Run, name: Name, facts: FactsOf<Name>): boolean {
  if (!applies(name, facts)) return false;
  run.excused.add(name);
  return true;
}

/** Whether it would be excused, without counting it. */
export function applies<Name extends ExcuseName>(name: Name, facts: FactsOf<Name>): boolean {
  return (EXCUSES.find((excuse) => excuse.name === name) as Excuse<FactsOf<Name>>).applies(facts);
}
