import { managed, released } from '../../../lambda/custom-resource/resource';

const OWNED = { ownership: 'created', id: '42' } as const;

test('what is managed has its attributes, and a notice only if there is one', () => {
  expect(managed(OWNED, { ThingId: '42' })).toStrictEqual({ kind: 'MANAGED', owned: OWNED, attributes: { ThingId: '42' } });
  expect(managed(OWNED, { ThingId: '42' }, 'USER_DISABLED')).toStrictEqual({ kind: 'MANAGED', owned: OWNED, attributes: { ThingId: '42' }, notice: 'USER_DISABLED' });
});

test('what is released says how', () => {
  expect(released('KEPT')).toStrictEqual({ kind: 'RELEASED', released: 'KEPT' });
});
