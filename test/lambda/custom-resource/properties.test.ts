import { PropertyReader } from '../../../lambda/custom-resource/properties';

/** What is wrong with what was read, as the failure will say it; "nothing" if it can be used. */
function problemOf(reader: PropertyReader): string {
  if (!reader.failure) return 'nothing';
  const { code, words } = reader.failure;
  return `${code}: ${words.property} is ${words.problem}`;
}

describe('a text of a form', () => {
  test.each([
    { properties: { Unit: 'ou-1' }, value: 'ou-1', problem: 'nothing' },
    { properties: {}, value: undefined, problem: 'nothing' },
    { properties: { Unit: 'Workloads' }, value: '', problem: 'INVALID_PROPERTIES: Unit is "Workloads" and not the id of an OU' },
    { properties: { Unit: 5 }, value: '', problem: 'INVALID_PROPERTIES: Unit is not a text but a number' },
  ])('of $properties is $value', ({ properties, value, problem }) => {
    const reader = new PropertyReader(properties, 'ResourceProperties');
    expect(reader.formed('Unit', { form: /^ou-\d$/, allowed: 'the id of an OU' })).toBe(value);
    expect(problemOf(reader)).toBe(problem);
  });
});

describe('a text', () => {
  test.each([
    { properties: { Name: 'admins' }, value: 'admins', problem: 'nothing' },
    { properties: { Name: '' }, value: '', problem: 'nothing' },
    { properties: {}, value: undefined, problem: 'nothing' },
    { properties: { Name: true }, value: '', problem: 'INVALID_PROPERTIES: Name is not a text but a boolean' },
    { properties: { Name: null }, value: '', problem: 'INVALID_PROPERTIES: Name is not a text but nothing' },
  ])('of $properties is $value', ({ properties, value, problem }) => {
    const reader = new PropertyReader(properties, 'ResourceProperties');
    expect(reader.optional('Name')).toBe(value);
    expect(problemOf(reader)).toBe(problem);
  });

  test('that is required has to be there', () => {
    const reader = new PropertyReader({}, 'ResourceProperties');
    expect(reader.required('Name')).toBe('');
    expect(problemOf(reader)).toBe('INVALID_PROPERTIES: Name is missing');
  });

  test('may be empty where it is required: AWS says whether it takes that', () => {
    const reader = new PropertyReader({ Name: '' }, 'ResourceProperties');
    expect(reader.required('Name')).toBe('');
    expect(problemOf(reader)).toBe('nothing');
  });

  test('is read with others, and missing ones are left out', () => {
    const reader = new PropertyReader({ Name: 'admins', Title: '', Locale: 5 }, 'ResourceProperties');
    expect(reader.texts(['Name', 'Title', 'Timezone'])).toStrictEqual({ Name: 'admins', Title: '' });
    expect(problemOf(reader)).toBe('nothing');
    reader.texts(['Locale']);
    expect(problemOf(reader)).toBe('INVALID_PROPERTIES: Locale is not a text but a number');
  });
});

describe('one of several values', () => {
  test.each([
    { properties: { Policy: 'ADOPT' }, value: 'ADOPT', problem: 'nothing' },
    { properties: { Policy: 'FAIL' }, value: 'FAIL', problem: 'nothing' },
    { properties: { Policy: 'adopt' }, value: 'FAIL', problem: 'INVALID_PROPERTIES: Policy is "adopt" and not one of FAIL, ADOPT' },
    { properties: {}, value: 'FAIL', problem: 'INVALID_PROPERTIES: Policy is missing' },
  ])('is read from $properties', ({ properties, value, problem }) => {
    const reader = new PropertyReader(properties, 'ResourceProperties');
    expect(reader.oneOf('Policy', ['FAIL', 'ADOPT'])).toBe(value);
    expect(problemOf(reader)).toBe(problem);
  });

  test.each([
    { properties: { Primary: 'true' }, value: true, problem: 'nothing' },
    { properties: { Primary: 'false' }, value: false, problem: 'nothing' },
    { properties: {}, value: undefined, problem: 'nothing' },
    { properties: { Primary: 'yes' }, value: true, problem: 'INVALID_PROPERTIES: Primary is "yes" and not one of true, false' },
  ])('may be yes or no: $properties', ({ properties, value, problem }) => {
    const reader = new PropertyReader(properties, 'ResourceProperties');
    expect(reader.flag('Primary')).toBe(value);
    expect(problemOf(reader)).toBe(problem);
  });
});

describe('a structure', () => {
  test('is read as properties are, and its name stands before theirs', () => {
    const reader = new PropertyReader({ Extensions: { Enterprise: { Department: 'Engines', Division: ['a'] } } }, 'ResourceProperties');
    const enterprise = reader.structure('Extensions')?.structure('Enterprise');
    expect(enterprise?.texts(['Department'])).toEqual({ Department: 'Engines' });
    expect(problemOf(reader)).toBe('nothing');
    enterprise?.texts(['Division']);
    expect(problemOf(reader)).toBe('INVALID_PROPERTIES: Extensions.Enterprise.Division is not a text but a list');
  });

  test('may be missing', () => {
    const reader = new PropertyReader({}, 'ResourceProperties');
    expect(reader.structure('Name')).toBeUndefined();
    expect(problemOf(reader)).toBe('nothing');
  });

  test.each([
    { value: 'Ada', shown: 'a string' },
    { value: ['Ada'], shown: 'a list' },
    { value: null, shown: 'nothing' },
  ])('isn\'t $value, of which nothing is read', ({ value, shown }) => {
    const reader = new PropertyReader({ Name: value }, 'ResourceProperties');
    expect(reader.structure('Name')?.texts(['length', '0'])).toEqual({});
    expect(problemOf(reader)).toBe(`INVALID_PROPERTIES: Name is not a structure but ${shown}`);
  });
});

describe('a list', () => {
  test('is read element by element, and each element has its place in messages', () => {
    const reader = new PropertyReader({ Emails: [{ Value: 'ada@example.com' }, { Value: 'a@example.com' }, {}] }, 'ResourceProperties');
    const emails = reader.list('Emails') ?? [];
    expect(emails.slice(0, 2).map((email) => email.required('Value'))).toEqual(['ada@example.com', 'a@example.com']);
    expect(problemOf(reader)).toBe('nothing');
    emails[2]?.required('Value');
    expect(problemOf(reader)).toBe('INVALID_PROPERTIES: Emails[2].Value is missing');
  });

  test('may be missing', () => {
    const reader = new PropertyReader({}, 'ResourceProperties');
    expect(reader.list('Emails')).toBeUndefined();
    expect(problemOf(reader)).toBe('nothing');
  });

  test('isn\'t a text, nor has it texts as elements', () => {
    const text = new PropertyReader({ Emails: 'ada' }, 'ResourceProperties');
    expect(text.list('Emails')).toEqual([]);
    expect(problemOf(text)).toBe('INVALID_PROPERTIES: Emails is not a list but a string');

    const texts = new PropertyReader({ Emails: ['ada'] }, 'ResourceProperties');
    expect(texts.list('Emails')).toHaveLength(1);
    expect(problemOf(texts)).toBe('INVALID_PROPERTIES: Emails[0] is not a structure but a string');
  });
});

test('the first problem is the one that is reported', () => {
  const reader = new PropertyReader({ Name: { FamilyName: 1 } }, 'ResourceProperties');
  reader.structure('Name')?.optional('FamilyName');
  reader.required('UserName');
  expect(problemOf(reader)).toBe('INVALID_PROPERTIES: Name.FamilyName is not a text but a number');
});

describe('a whole number', () => {
  test.each([
    { properties: { Minutes: '0' }, value: '0', problem: 'nothing' },
    { properties: { Minutes: '123456789' }, value: '123456789', problem: 'nothing' },
    { properties: {}, value: undefined, problem: 'nothing' },
    { properties: { Minutes: '1234567890' }, value: undefined, problem: 'INVALID_PROPERTIES: Minutes is "1234567890" and not a whole number' },
    { properties: { Minutes: '-1' }, value: undefined, problem: 'INVALID_PROPERTIES: Minutes is "-1" and not a whole number' },
    { properties: { Minutes: '1.5' }, value: undefined, problem: 'INVALID_PROPERTIES: Minutes is "1.5" and not a whole number' },
    { properties: { Minutes: '' }, value: undefined, problem: 'INVALID_PROPERTIES: Minutes is "" and not a whole number' },
  ])('is read from $properties', ({ properties, value, problem }) => {
    const reader = new PropertyReader(properties, 'ResourceProperties');
    expect(reader.wholeNumber('Minutes')).toBe(value);
    expect(problemOf(reader)).toBe(problem);
  });
});

test.each([
  { properties: undefined, kind: 'nothing' },
  { properties: null, kind: 'nothing' },
  { properties: [], kind: 'a list' },
  { properties: 'Name', kind: 'a string' },
])('properties that are $kind can\'t be read', ({ properties, kind }) => {
  expect(problemOf(new PropertyReader(properties, 'ResourceProperties'))).toBe(`INVALID_PROPERTIES: ResourceProperties is not a structure but ${kind}`);
});

test('a structure is no text', () => {
  const reader = new PropertyReader({ Name: {} }, 'ResourceProperties');
  reader.optional('Name');
  expect(problemOf(reader)).toBe('INVALID_PROPERTIES: Name is not a text but a structure');
});
