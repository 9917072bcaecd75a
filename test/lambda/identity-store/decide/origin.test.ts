import type { LiveEntity } from '../../../../lambda/identity-store/declared-entity';
import { originOf } from '../../../../lambda/identity-store/decide/origin';
import { ASKER, declaredUser, liveUser } from '../../../support/store-entities';

const SIGNED = Date.UTC(2026, 0, 1, 12);
const OTHERS: LiveEntity['attributes'] = liveUser({ title: 'Countess' }).attributes;
const PERHAPS = ', exactly as declared, so perhaps by a creation of this stack that CloudFormation gave up';

test.each<{ readonly live: Partial<LiveEntity>; readonly signed?: number; readonly told: string }>([
  { live: {}, told: `the service doesn't say when it was made${PERHAPS}` },
  { live: { attributes: OTHERS }, told: 'the service doesn\'t say when it was made' },
  { live: { isManagedExternally: true }, told: 'the service doesn\'t say when it was made' },
  { live: { createdBy: 'arn:aws:iam::123456789012:role/Guard' }, told: `the service doesn't say when it was made by role "Guard"${PERHAPS}` },
  { live: { createdAt: SIGNED - 2_001 }, signed: SIGNED, told: `it was made at 2026-01-01T11:59:57.999Z, before the deployment that asked for it at 2026-01-01T12:00:00.000Z${PERHAPS}` },
  { live: { createdAt: SIGNED - 2_000 }, signed: SIGNED, told: `it was made at 2026-01-01T11:59:58.000Z, during the deployment that asked for it at 2026-01-01T12:00:00.000Z${PERHAPS}` },
  { live: { createdAt: SIGNED }, told: `it was made at 2026-01-01T12:00:00.000Z${PERHAPS}` },
  {
    live: { createdAt: SIGNED, createdBy: 'arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Admin_1/ada@example.com', attributes: OTHERS },
    told: 'it was made at 2026-01-01T12:00:00.000Z by role "AWSReservedSSO_Admin_1"',
  },
  { live: { createdBy: 'a name that isn\'t an ARN' }, told: `the service doesn't say when it was made${PERHAPS}` },
  { live: {}, signed: SIGNED, told: `the service doesn't say when it was made${PERHAPS}` },
  { live: { createdBy: 'arn:aws:iam::123456789012:user/ada' }, told: 'the service doesn\'t say when it was made' },
  { live: { createdAt: SIGNED, createdBy: 'ada@example.com', attributes: OTHERS }, told: 'it was made at 2026-01-01T12:00:00.000Z' },
])('$told', ({ live, signed, told }) => {
  expect(originOf(declaredUser(), liveUser({}, live), { ...ASKER, ...(signed !== undefined && { signed }) })).toBe(told);
});
