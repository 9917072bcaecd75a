import fc from 'fast-check';
import { nameForm, storedAddressForm } from '../../../lambda/guard/same-text';
import { Attributes, AttributeValue, Comparison, Difference, differences, Element, Forms, notHeld } from '../../../lambda/identity-store/attributes';

const RUNS = { seed: 1, numRuns: 2000 };
const FORMS: Forms = { userName: nameForm, emails: storedAddressForm };

/** Few values, so that what is declared, what was, and what is often are the same. */
const text = fc.constantFrom('a', 'b', 'A', ' a ');
const element = fc.record({ Value: text, Type: text, Primary: fc.boolean() }, { requiredKeys: ['Value'] });
const single = fc.array(element, { minLength: 1, maxLength: 1 });
const photos = fc.uniqueArray(element, { minLength: 1, maxLength: 3, selector: ({ Value }) => Value });

const attributes: fc.Arbitrary<Attributes> = fc
  .record({ userName: text, title: text, 'name.givenName': text, emails: single, photos }, { requiredKeys: [] })
  .map((values) => new Map(Object.entries(values) as [string, AttributeValue][]));

const comparison: fc.Arbitrary<Comparison> = fc
  .record({ declared: attributes, live: attributes, before: fc.option(attributes, { nil: undefined }) })
  .map(({ before, ...others }) => ({ ...others, ...(before && { before }), forms: FORMS }));

/** What the service makes of an update. */
function applied(live: Attributes, changes: readonly Difference[]): Attributes {
  const written = new Map(live);
  for (const { path, value } of changes) {
    if (value === undefined) written.delete(path);
    else written.set(path, value);
  }
  return written;
}

/** What a service makes of a value that it keeps in a form of its own. */
function normalized(live: Attributes): Attributes {
  const form = (path: string, value: string | boolean): string | boolean => {
    if (typeof value !== 'string') return value;
    return path in FORMS ? value.trim().toLowerCase() : value.trim();
  };
  const formed = (path: string, { ...parts }: Element): Element => Object.fromEntries(Object.entries(parts).map(([key, part]) => [key, form(path, part)]));
  return new Map([...live].map(([path, value]) => [path, typeof value === 'string' ? form(path, value) as string : value.map((each) => formed(path, each))]));
}

const holdsFor = (check: (comparison: Comparison) => void): void => fc.assert(fc.property(comparison, check), RUNS);

describe('differences', () => {
  test('are gone once they are written', () => {
    holdsFor((compared) => {
      const live = applied(compared.live, differences(compared));
      expect(differences({ ...compared, live })).toEqual([]);
      expect(notHeld({ ...compared, live })).toEqual([]);
    });
  });

  test('are gone once they are written to a service that keeps values in its own form, when the declaration stays the same', () => {
    holdsFor((compared) => {
      const live = normalized(applied(compared.live, differences(compared)));
      expect(differences({ ...compared, live, before: compared.declared })).toEqual([]);
      expect(notHeld({ ...compared, live })).toEqual([]);
    });
  });

  test('leave alone what is neither declared nor was', () => {
    holdsFor(({ before, ...compared }) => {
      const touched = differences({ ...compared, ...(before && { before }) }).map(({ path }) => path);
      expect(touched.filter((path) => !compared.declared.has(path) && !before?.has(path))).toEqual([]);
    });
  });

  test('leave alone the parts of an only element that are neither declared nor were', () => {
    holdsFor((compared) => {
      const [declared, before, live, written] = [compared.declared, compared.before, compared.live, applied(compared.live, differences(compared))]
        .map((each) => (each?.get('emails') as readonly Element[] | undefined)?.[0]);
      if (!declared || !live) return;
      const undeclared = Object.entries(live).filter(([key]) => !(key in declared) && !(before && key in before));
      expect(written).toEqual(expect.objectContaining(Object.fromEntries(undeclared)));
    });
  });

  test('remove nothing that has another value than the declaration had', () => {
    holdsFor((compared) => {
      const removed = differences(compared).filter(({ value }) => value === undefined);
      expect(notHeld({ ...compared, declared: new Map(removed.map(({ path }) => [path, compared.before?.get(path) as AttributeValue])) })).toEqual([]);
    });
  });

  test('are each about another attribute, and never an empty list', () => {
    holdsFor((compared) => {
      const found = differences(compared);
      expect(new Set(found.map(({ path }) => path)).size).toBe(found.length);
      expect(found.filter(({ value }) => value !== undefined && value.length === 0)).toEqual([]);
    });
  });
});
