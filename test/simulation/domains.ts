import fc from 'fast-check';
import type { Domain } from './domain';
import { IDENTITY_STORE } from './identity-store/domain';
import { ORGANIZATIONS } from './organizations/domain';

/** Two domains in one: their stacks have both, and so do the acts of others. */
function both(name: string, one: Domain, other: Domain): Domain {
  const domains = [one, other];
  return {
    name,
    kinds: { ...one.kinds, ...other.kinds },
    declaration: fc.oneof(one.declaration, other.declaration),
    together: [],
    act: fc.oneof(one.act, other.act),
    operations: [...new Set([...one.operations, ...other.operations])],
    ...(other.organizations && { organizations: other.organizations }),
    declare: (scope, aspects) => domains.forEach((domain) => domain.declare(scope, aspects)),
    perform: (act, sandbox) => domains.forEach((domain) => domain.perform(act, sandbox)),
    entities: (sandbox) => domains.flatMap((domain) => domain.entities(sandbox)),
    isAbout: (operation, entityKind) => domains.some((domain) => domain.isAbout(operation, entityKind)),
    objection: (run, change, author) => domains.map((domain) => domain.objection(run, change, author)).find((objection) => objection !== undefined),
    isLagging: (sandbox) => domains.some((domain) => domain.isLagging(sandbox)),
  };
}

export const BOTH = both('BOTH', IDENTITY_STORE, ORGANIZATIONS);

/** What the stacks of a run can be made of, and how often they are. */
export const DOMAINS: readonly { readonly weight: number; readonly domain: Domain }[] = [
  { weight: 6, domain: IDENTITY_STORE },
  { weight: 3, domain: ORGANIZATIONS },
  { weight: 1, domain: BOTH },
];
