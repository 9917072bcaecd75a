import { lookAt } from '../../../../lambda/guard/decide/decision';
import type { Role } from '../../../../lambda/guard/role';
import { SAME_CLOCK } from '../../../../lambda/guard/service-clock';
import type { OrphanView } from '../../../../lambda/guard/stack-view';
import { decideOrphan, OrphanDecision } from '../../../../lambda/identity-store/decide/orphan-deletion';
import type { PossibleOrphan } from '../../../../lambda/identity-store/orphan';

const BEGAN = Date.UTC(2026, 0, 1) + 500;
const NOW = BEGAN + 60_000;
const ROLE: Role = { account: '123456789012', name: 'Guard' };
const BY_ROLE = 'arn:aws:sts::123456789012:assumed-role/Guard/Function';
const LEFT: PossibleOrphan = { id: 'group-1', isExact: true, createdAt: BEGAN + 1_234, createdBy: BY_ROLE, clockOffset: SAME_CLOCK };
const STACK: OrphanView = { began: BEGAN, isHeld: false };

interface Row {
  readonly what: string;
  readonly orphan?: Partial<PossibleOrphan>;
  readonly role?: Role | 'UNKNOWN';
  readonly stack?: OrphanView | 'NOT_SEEN';
  readonly expected: OrphanDecision['kind'] | 'LOOK';
}

test.each<Row>([
  { what: 'what the own role has made in this operation, exactly as declared', expected: 'DELETE' },
  { what: 'it once the stack was seen', stack: 'NOT_SEEN', expected: 'LOOK' },
  { what: 'it if CreatedBy is the role without a session', orphan: { createdBy: 'arn:aws:iam::123456789012:role/path/Guard' }, expected: 'DELETE' },
  { what: 'what another role has made, without a look', orphan: { createdBy: 'arn:aws:sts::123456789012:assumed-role/Other/Function' }, stack: 'NOT_SEEN', expected: 'KEEP' },
  { what: 'what the role of that name in another account has made', orphan: { createdBy: 'arn:aws:sts::111122223333:assumed-role/Guard/Function' }, expected: 'KEEP' },
  { what: 'what a person has made, without a look', orphan: { createdBy: 'arn:aws:iam::123456789012:user/Guard' }, stack: 'NOT_SEEN', expected: 'KEEP' },
  { what: 'what has another attribute, without a look', orphan: { isExact: false }, stack: 'NOT_SEEN', expected: 'KEEP' },
  { what: 'what nobody knows when it was made, without a look', orphan: { createdAt: undefined }, stack: 'NOT_SEEN', expected: 'KEEP' },
  { what: 'what another resource of the stack has', stack: { ...STACK, isHeld: true }, expected: 'KEEP' },
  { what: 'what an operation may have made that began after the event', stack: { ...STACK, isOvertaken: true }, expected: 'KEEP' },
  { what: 'what was made as the operation began', orphan: { createdAt: BEGAN }, expected: 'DELETE' },
  { what: 'what was made before the operation began', orphan: { createdAt: BEGAN - 1 }, expected: 'KEEP' },
  { what: 'what was made in the second in which it began, by a service that knows only seconds', orphan: { createdAt: BEGAN - 500 }, expected: 'DELETE' },
  { what: 'what was made in the second before, by a service that knows only seconds', orphan: { createdAt: BEGAN - 1_500 }, expected: 'KEEP' },
  { what: 'what was made before it began, by a clock that is behind', orphan: { createdAt: BEGAN - 700, clockOffset: { least: -700, most: 0 } }, expected: 'DELETE' },
  { what: 'what was made earlier than that clock can be behind', orphan: { createdAt: BEGAN - 701, clockOffset: { least: -700, most: 0 } }, expected: 'KEEP' },
  { what: 'what was made just now', orphan: { createdAt: NOW }, expected: 'DELETE' },
  { what: 'what was made later than now', orphan: { createdAt: NOW + 1 }, expected: 'KEEP' },
  { what: 'what was made later than now, by a clock that is ahead', orphan: { createdAt: NOW + 700, clockOffset: { least: 0, most: 700 } }, expected: 'DELETE' },
  { what: 'what nobody knows in which operation it was made', stack: { isHeld: false }, expected: 'KEEP' },
  { what: 'what may be the stack\'s own, if CreatedBy is an account', orphan: { createdBy: '123456789012' }, expected: 'KEEP_UNPROVEN' },
  { what: 'what may be the stack\'s own, if CreatedBy is missing', orphan: { createdBy: undefined }, expected: 'KEEP_UNPROVEN' },
  { what: 'what may be the stack\'s own, if CreatedBy is an account, and was made before', orphan: { createdBy: '123456789012', createdAt: BEGAN - 1 }, expected: 'KEEP' },
  { what: 'what may be the stack\'s own, if the function doesn\'t know its role', role: 'UNKNOWN', expected: 'KEEP_UNPROVEN' },
])('$expected: $what', ({ orphan, role = ROLE, stack = STACK, expected }) => {
  const facts = { orphan: { ...LEFT, ...orphan }, role: role === 'UNKNOWN' ? undefined : role, now: NOW };
  const decision = decideOrphan(facts, stack === 'NOT_SEEN' ? {} : { stack });
  expect(decision).toEqual(expected === 'LOOK' ? lookAt('STACK') : { kind: expected });
});
