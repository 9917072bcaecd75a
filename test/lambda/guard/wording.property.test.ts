import fc from 'fast-check';
import { shortened } from '../../../lambda/guard/wording';
import { anyText } from '../../support/any-text';

test('a text is cut between characters and never longer than asked for', () => {
  fc.assert(fc.property(anyText(300), fc.integer({ min: 3, max: 200 }), (text, maximum) => {
    const kept = shortened(text, maximum);
    expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(maximum);
    expect(text.startsWith(kept.replace(/…$/, ''))).toBe(true);
  }), { seed: 1 });
});
