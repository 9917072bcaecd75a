import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { ROOT } from '../../scripts/root';
import { jsonSchemaOf } from '../../scripts/schemas/json-schema';
import { schemas } from '../../scripts/schemas/schemas';
import { ACCOUNT_ID, ANY_OBJECT, ANYTHING, BOOLEAN, either, list, members, numberFrom, oneOf, record, Shape, TEXT, wholeNumberFrom } from '../../sandbox/seed/shape';

test.each(schemas())('$file is up to date', ({ file, text }) => {
  expect(readFileSync(path.join(ROOT, file), 'utf8')).toBe(text);
});

test.each<[string, Shape, object]>([
  ['a text', TEXT, { type: 'string' }],
  ['a text of a form', ACCOUNT_ID, { type: 'string', pattern: '^\\d{12}$', description: 'an account id of 12 digits' }],
  ['one of a few texts', oneOf('ONE', 'OTHER'), { type: 'string', enum: ['ONE', 'OTHER'] }],
  ['a number', numberFrom(0, 1), { type: 'number', minimum: 0, maximum: 1 }],
  ['a whole number', wholeNumberFrom(1), { type: 'integer', minimum: 1 }],
  ['true or false', BOOLEAN, { type: 'boolean' }],
  ['anything', ANYTHING, {}],
  ['any object', ANY_OBJECT, { type: 'object' }],
  ['a list', list(TEXT, 3), { type: 'array', items: { type: 'string' }, maxItems: 3 }],
  ['members of any name', record(TEXT), { type: 'object', additionalProperties: { type: 'string' } }],
  ['members whose names have a form', record(TEXT, oneOf('a', 'b')), { type: 'object', additionalProperties: { type: 'string' }, propertyNames: { type: 'string', enum: ['a', 'b'] } }],
  ['members', members({ a: TEXT, b: BOOLEAN }, 'a'), {
    type: 'object', properties: { a: { type: 'string' }, b: { type: 'boolean' } }, required: ['a'], additionalProperties: false,
  }],
  ['either of two', either(TEXT, ANY_OBJECT), { anyOf: [{ type: 'string' }, { type: 'object' }] }],
])('the schema of %s', (_title, shape, expected) => expect(jsonSchemaOf(shape)).toEqual(expected));
