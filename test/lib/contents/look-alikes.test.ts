import fc from 'fast-check';
import { ContentsSource, Group } from '../../../lib';
import { contents, peopleStack, storeIn } from '../../support/synthesized-contents';
import { warningsIn } from '../../support/warnings';

const letter = fc.constantFrom('a', 'A', '\u00e5', 'a\u030a', '\u212b', 's', '\u017f', 'i', '\u0130', '\u0131', ' ', '\u3000', '\u034f', '\uff53');
const name = fc.string({ unit: letter, minLength: 1, maxLength: 3 });

/** Whether two names are refused together, or warned of. */
function judged(declare: () => string[]): string {
  try {
    return declare().some((warning) => warning.includes('looksLikeAnother')) ? 'WARNING' : 'DIFFERENT';
  } catch (error) {
    return (error as Error).message.includes('told from') ? 'INDISTINGUISHABLE' : 'SAME';
  }
}

function inContents(names: readonly string[]): string[] {
  const stack = peopleStack();
  contents(stack, { source: ContentsSource.inline({ groups: names.map((displayName) => ({ displayName })) }) });
  return warningsIn(stack);
}

function alone(names: readonly string[]): string[] {
  const stack = peopleStack();
  names.forEach((displayName, index) => new Group(stack, `Group${index}`, { identityStore: storeIn(stack), displayName }));
  return warningsIn(stack);
}

function together([one, other]: readonly [string, string]): string[] {
  const stack = peopleStack();
  new Group(stack, 'Group', { identityStore: storeIn(stack), displayName: one });
  contents(stack, { source: ContentsSource.inline({ groups: [{ displayName: other }] }) });
  return warningsIn(stack);
}

function theOtherWay([one, other]: readonly [string, string]): string[] {
  const stack = peopleStack();
  contents(stack, { source: ContentsSource.inline({ groups: [{ displayName: one }] }) });
  new Group(stack, 'Group', { identityStore: storeIn(stack), displayName: other });
  return warningsIn(stack);
}

test('rows tell names apart as constructs do, and so do a row and a construct', () => {
  fc.assert(fc.property(fc.tuple(name, name), (names) => {
    const expected = judged(() => alone(names));
    expect([judged(() => inContents(names)), judged(() => together(names)), judged(() => theOtherWay(names))]).toEqual([expected, expected, expected]);
  }), { numRuns: 60 });
});
