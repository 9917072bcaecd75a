import { Annotations, App, Stack } from 'aws-cdk-lib';
import { Group, IdentityStore, User } from '../../../lib';
import { warningsIn } from '../../support/warnings';

let app: App;
let stack: Stack;
beforeEach(() => {
  app = new App();
  stack = new Stack(app, 'People');
});

function group(id: string, displayName: string, scope = stack): Group {
  const identityStore = IdentityStore.fromIdentityStoreId(scope, `${id}Directory`, 'd-1234567890');
  return new Group(scope, id, { identityStore, displayName });
}

function user(id: string, userName: string, email?: string): User {
  const identityStore = IdentityStore.fromIdentityStoreId(stack, `${id}Directory`, 'd-1234567890');
  const name = { givenName: 'Given', familyName: 'Family' };
  return new User(stack, id, { identityStore, userName, displayName: 'Given Family', name, ...(email !== undefined && { email }) });
}

const UNTELLABLE = 'by more than blanks, invisible characters, upper and lower case, or the composition of letters';

/** Names that nobody can tell apart, as errors show them. */
const INDISTINGUISHABLE = [
  { by: 'a blank at the end', names: ['admins', 'admins '], shown: ['admins', 'admins '] },
  { by: 'a blank at the beginning', names: ['admins', ' admins'], shown: ['admins', ' admins'] },
  { by: 'a no-break space', names: ['cloud admins', 'cloud\u00a0admins'], shown: ['cloud admins', 'cloud\\u00a0admins'] },
  { by: 'two blanks', names: ['cloud admins', 'cloud  admins'], shown: ['cloud admins', 'cloud  admins'] },
  { by: 'a line break', names: ['cloud admins', 'cloud\nadmins'], shown: ['cloud admins', 'cloud\\nadmins'] },
  { by: 'an empty pattern of Braille', names: ['admins', 'admins\u2800'], shown: ['admins', 'admins\\u2800'] },
  { by: 'a filler without width', names: ['admins', 'adm\u3164ins'], shown: ['admins', 'adm\\u3164ins'] },
  { by: 'a grapheme joiner', names: ['admins', 'adm\u034fins'], shown: ['admins', 'adm\\u034fins'] },
  { by: 'a selector of a variation', names: ['❤ team', '❤\ufe0f team'], shown: ['❤ team', '❤\\ufe0f team'] },
  { by: 'composed letters', names: ['caf\u00e9', 'cafe\u0301'], shown: ['café', 'cafe\\u0301'] },
  { by: 'case and a blank', names: ['Admins', 'admins '], shown: ['Admins', 'admins '] },
  { by: 'the Ångström sign', names: ['\u00e5rhus', '\u212brhus '], shown: ['\u00e5rhus', '\u212brhus '] },
] as const;

describe('two groups of a stack whose names nobody can tell apart are refused:', () => {
  test.each(INDISTINGUISHABLE)('$by', ({ names: [one, other], shown: [shownOne, shownOther] }) => {
    group('One', one);
    expect(() => group('Other', other)).toThrow(new Error(`People/Other: group "${shownOther}" is not allowed: it must be told from "${shownOne}" of People/One ${UNTELLABLE}`));
  });

  test.each(INDISTINGUISHABLE)('$by, the other way round', ({ names: [one, other] }) => {
    group('Other', other);
    expect(() => group('One', one)).toThrow(/^People\/One: group .* is not allowed: it must be told from .* of People\/Other by more/);
  });
});

test('two users of a stack as well, and their e-mail addresses', () => {
  user('One', 'andr\u00e9', 'one@example.com');
  expect(() => user('Other', 'andre\u0301')).toThrow(new Error(`People/Other: user "andre\\u0301" is not allowed: it must be told from "andré" of People/One ${UNTELLABLE}`));
  user('Third', 'zo\u00eb', 'zo\u00eb@example.com');
  expect(() => user('Fourth', 'fourth', 'zoe\u0308@example.com')).toThrow(
    new Error(`People/Fourth: e-mail address "zoe\\u0308@example.com" is not allowed: it must be told from "zoë@example.com" of People/Third ${UNTELLABLE}`));
});

/** Names that are hard to tell apart, but can be meant. */
const ALIKE = [
  { by: 'a dotless i', names: ['admins', 'adm\u0131ns'] },
  { by: 'a capital i with a dot', names: ['istanbul', '\u0130stanbul'] },
  { by: 'a long s', names: ['admins', 'admin\u017f'] },
  { by: 'full width', names: ['admins', '\uff41\uff44\uff4d\uff49\uff4e\uff53'] },
  { by: 'a ligature', names: ['finance', '\ufb01nance'] },
  { by: 'the other small sigma', names: ['\u03bf\u03c3', '\u03bf\u03c2'] },
  { by: 'the micro sign', names: ['\u03bcservices', '\u00b5services'] },
] as const;

describe('two groups of a stack whose names are hard to tell apart are warned of:', () => {
  test.each(ALIKE)('$by', ({ names: [one, other] }) => {
    group('One', one);
    const later = group('Other', other);
    expect(warningsIn(stack)).toEqual([
      `/People/Other: group "${other}" looks like "${one}" of People/One, and may be another one for IAM Identity Center [ack: cdk-org-guard:looksLikeAnother]`,
    ]);
    Annotations.of(later).acknowledgeWarning('cdk-org-guard:looksLikeAnother');
    expect(warningsIn(stack)).toEqual([]);
  });
});

test('the Kelvin sign is a k, as for everybody who ignores case', () => {
  group('One', 'kelvin');
  expect(() => group('Other', '\u212aelvin')).toThrow('People/Other: group "\u212aelvin" is already declared in this stack, by People/One: ');
});

test.each([
  { difference: 'an accent', names: ['café', 'cafe'] },
  { difference: 'a sharp s', names: ['weiß', 'weiss'] },
  { difference: 'punctuation', names: ['cloud-admins', 'cloud admins'] },
  { difference: 'a digit for a letter', names: ['level1', 'levell'] },
  { difference: 'emoji', names: ['😀', '😃'] },
])('names that differ in $difference are nobody\'s business', ({ names }) => {
  names.forEach((name, index) => group(`Group${index}`, name));
  expect(warningsIn(stack)).toEqual([]);
});

test('a user and a group of the same name are nobody\'s business: everything lists them apart', () => {
  group('Group', 'admins');
  user('User', 'Admins');
  expect(warningsIn(stack)).toEqual([]);
});

test('names that nobody can tell apart in two stacks of an app are warned of', () => {
  const second = new Stack(app, 'Second');
  group('One', 'caf\u00e9');
  group('Other', 'cafe\u0301', second);
  expect(warningsIn(second)).toEqual(['/Second/Other: group "cafe\\u0301" looks like "café" of People/One, and may be another one for IAM Identity Center '
    + '[ack: cdk-org-guard:looksLikeAnother]']);
});

test.each([
  { name: 'admins ', shown: 'admins ' },
  { name: '\u00a0admins', shown: '\\u00a0admins' },
  { name: 'adm\u034fins', shown: 'adm\\u034fins' },
])('a name with an invisible character is warned of: "$shown"', ({ name, shown }) => {
  group('Admins', name);
  Group.fromDisplayName(stack, 'Found', IdentityStore.fromIdentityStoreId(stack, 'Directory', 'd-1234567890'), name);
  const warning = `displayName "${shown}" has blanks at its ends or invisible characters: IAM Identity Center takes them, and nobody sees that this is another `
    + 'name than the one without them [ack: cdk-org-guard:unseenInName]';
  expect(warningsIn(stack)).toEqual([`/People/Admins: ${warning}`, `/People/Found: ${warning}`]);
});

test.each(['❤\ufe0f team', 'cloud  admins', 'caf\u00e9', 'cafe\u0301', '管理者'])('a name without one isn\'t: "%s"', (name) => {
  group('Admins', name);
  expect(warningsIn(stack)).toEqual([]);
});
