import { PLAN } from '../../rehearsal/plan-shape';
import type { Plan } from '../../rehearsal/plan';
import { Same, TypeOf } from '../support/type-of-shape';

/** The compiler compares them: with anything missing, added, or optional on one side only, this line has an error. */
const isThatOfTheType: Same<TypeOf<typeof PLAN>, Plan> = true;

test('the shape of a plan is that of its type', () => expect(isThatOfTheType).toBe(true));
