import { Annotations, App, Aspects, CfnResource, Lazy, RemovalPolicy, Stack, Stage, Tags, Token } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { CfnAssignment } from 'aws-cdk-lib/aws-sso';
import { ConflictPolicy, IdentityStore, IIdentityStore, Name, Photo, User, UserProps } from '../../../lib';
import { withoutAssetHashes } from '../../../lib/testing';
import { STORE } from '../../support/ids';
import { warningsIn } from '../../support/warnings';

const NAME: Name = { givenName: 'Ada', familyName: 'Lovelace' };

let app: App;
let stack: Stack;
let identityStore: IIdentityStore;
beforeEach(() => {
  app = new App();
  stack = new Stack(app, 'People');
  identityStore = IdentityStore.fromIdentityStoreId(stack, 'Directory', STORE);
});

function user(id: string, props: Partial<UserProps> = {}, scope: Stack = stack): User {
  return new User(scope, id, { identityStore, userName: 'ada', displayName: 'Ada Lovelace', name: NAME, ...props });
}

/** What the types don't allow, but JavaScript and `process.env` do. */
function missing<Value>(): Value {
  return undefined as Value;
}

function propertiesOfUser(): Record<string, unknown> {
  const [resource] = Object.values(Template.fromStack(stack).findResources('Custom::IdentityStoreUser'));
  return (resource as { Properties: Record<string, unknown> }).Properties;
}

/** Every attribute that the service has. */
const ALL: Partial<UserProps> = {
  name: { ...NAME, middleName: 'King', formatted: 'Ada King Lovelace', honorificPrefix: 'Lady', honorificSuffix: 'I' },
  email: 'ada@example.com',
  emailType: 'work',
  phoneNumber: '+44 20 7946 0000',
  phoneNumberType: 'mobile',
  address: {
    streetAddress: '12 St James\'s Square', locality: 'London', region: 'England', postalCode: 'SW1Y 4JH', country: 'GB', formatted: 'London', addressType: 'home',
  },
  nickName: 'The Enchantress',
  profileUrl: 'https://example.com/ada',
  userType: 'Employee',
  title: 'Countess',
  preferredLanguage: 'en-gb',
  locale: 'en-GB',
  timezone: 'Europe/London',
  photos: [{ value: 'https://example.com/ada.png', photoType: 'photo', display: 'Ada', primary: true }, { value: 'https://example.com/small.png', primary: false }],
  website: 'https://ada.example.com',
  birthdate: '1815-12-10',
  role: 'Analyst',
  roleType: 'primary',
  enterprise: { employeeNumber: '1', costCenter: '2', organization: 'Engines', division: 'Analytical', department: 'Notes', manager: 'babbage-id' },
};

test('a stack with one user has six resources', () => {
  user('Ada', { email: 'ada@example.com' });
  expect(withoutAssetHashes(stack)).toMatchSnapshot();
});

describe('the template', () => {
  test('has every attribute in the shape of the service\'s requests', () => {
    user('Ada', ALL);
    const { ServiceToken: _, ...properties } = propertiesOfUser();
    expect(properties).toEqual({
      ServiceTimeout: '900',
      IdentityStoreId: STORE,
      ConflictPolicy: 'ADOPT',
      UserName: 'ada',
      DisplayName: 'Ada Lovelace',
      Name: { GivenName: 'Ada', FamilyName: 'Lovelace', MiddleName: 'King', Formatted: 'Ada King Lovelace', HonorificPrefix: 'Lady', HonorificSuffix: 'I' },
      Emails: [{ Value: 'ada@example.com', Type: 'work' }],
      PhoneNumbers: [{ Value: '+44 20 7946 0000', Type: 'mobile' }],
      Addresses: [{
        StreetAddress: '12 St James\'s Square', Locality: 'London', Region: 'England', PostalCode: 'SW1Y 4JH', Country: 'GB', Formatted: 'London', Type: 'home',
      }],
      NickName: 'The Enchantress',
      ProfileUrl: 'https://example.com/ada',
      UserType: 'Employee',
      Title: 'Countess',
      PreferredLanguage: 'en-gb',
      Locale: 'en-GB',
      Timezone: 'Europe/London',
      Photos: [{ Value: 'https://example.com/ada.png', Type: 'photo', Display: 'Ada', Primary: true }, { Value: 'https://example.com/small.png', Primary: false }],
      Website: 'https://ada.example.com',
      Birthdate: '1815-12-10',
      Roles: [{ Value: 'Analyst', Type: 'primary' }],
      Extensions: {
        'aws:identitystore:enterprise': {
          employeeNumber: '1', costCenter: '2', organization: 'Engines', division: 'Analytical', department: 'Notes', manager: { value: 'babbage-id' },
        },
      },
    });
  });

  test('has nothing of what is not declared', () => {
    user('Ada');
    expect(Object.keys(propertiesOfUser()).sort()).toEqual(['ConflictPolicy', 'DisplayName', 'IdentityStoreId', 'Name', 'ServiceTimeout', 'ServiceToken', 'UserName']);
  });

  test('has nothing of members that are undefined', () => {
    const nothing = missing<string>();
    user('Ada', {
      name: { ...NAME, middleName: nothing }, address: { country: 'GB', region: nothing }, enterprise: { department: 'Notes', division: nothing, manager: nothing },
      photos: [{ value: 'https://example.com/ada.png', display: nothing, primary: missing<boolean>() }], title: nothing, generation: nothing,
    });
    expect(propertiesOfUser()).toMatchObject({
      Name: { GivenName: 'Ada', FamilyName: 'Lovelace' },
      Addresses: [{ Country: 'GB' }],
      Extensions: { 'aws:identitystore:enterprise': { department: 'Notes' } },
      Photos: [{ Value: 'https://example.com/ada.png' }],
    });
    expect(propertiesOfUser()).not.toHaveProperty('Title');
    expect(propertiesOfUser()).not.toHaveProperty('Generation');
  });

  test('has the generation', () => {
    user('Ada', { generation: '2' });
    expect(propertiesOfUser()).toMatchObject({ Generation: '2' });
  });

  test('has what tokens are resolved to at the end, wherever a text can be', () => {
    const late = (text: string): string => Lazy.string({ produce: () => text });
    user('Ada', {
      userName: late('ada'), displayName: late('Ada'), name: { givenName: late('Ada'), familyName: Token.asString({ Ref: 'FamilyName' }) },
      email: late('ada@example.com'), emailType: late('work'), phoneNumber: late('1'), role: late('Analyst'), birthdate: Token.asString({ Ref: 'Birthdate' }),
      address: { country: late('GB') }, photos: [{ value: Token.asString({ Ref: 'Photo' }) }], enterprise: { manager: Token.asString({ Ref: 'Manager' }) },
    });
    expect(propertiesOfUser()).toMatchObject({
      UserName: 'ada', NamedAtDeployment: true, DisplayName: 'Ada', Name: { GivenName: 'Ada', FamilyName: { Ref: 'FamilyName' } },
      Emails: [{ Value: 'ada@example.com', Type: 'work' }], PhoneNumbers: [{ Value: '1' }], Roles: [{ Value: 'Analyst' }], Birthdate: { Ref: 'Birthdate' },
      Addresses: [{ Country: 'GB' }], Photos: [{ Value: { Ref: 'Photo' } }], Extensions: { 'aws:identitystore:enterprise': { manager: { value: { Ref: 'Manager' } } } },
    });
  });

  test('has what an aspect declares during synthesis', () => {
    Aspects.of(stack).add({ visit: (node) => {
      if (node === stack && !stack.node.tryFindChild('Late')) user('Late');
    } });
    Template.fromStack(stack).resourceCountIs('Custom::IdentityStoreUser', 1);
  });

  test('has no tags on the user, which the service can\'t tag', () => {
    user('Ada');
    Tags.of(app).add('team', 'platform');
    expect(propertiesOfUser()).not.toHaveProperty('Tags');
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', { Tags: [{ Key: 'team', Value: 'platform' }] });
  });
});

describe('the removal policy', () => {
  test.each([
    { removalPolicy: undefined, deletion: 'RetainExceptOnCreate', replacement: 'Retain' },
    { removalPolicy: RemovalPolicy.RETAIN, deletion: 'Retain', replacement: 'Retain' },
    { removalPolicy: RemovalPolicy.DESTROY, deletion: 'Delete', replacement: 'Delete' },
  ])('$removalPolicy becomes $deletion, and $replacement on replacement', ({ removalPolicy, deletion, replacement }) => {
    user('Ada', removalPolicy && { removalPolicy });
    Template.fromStack(stack).hasResource('Custom::IdentityStoreUser', { DeletionPolicy: deletion, UpdateReplacePolicy: replacement });
  });

  test('can be applied afterwards, as to any resource', () => {
    user('Ada').applyRemovalPolicy(RemovalPolicy.DESTROY);
    Template.fromStack(stack).hasResource('Custom::IdentityStoreUser', { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
  });
});

test('the default child is the resource in the template, for escape hatches', () => {
  const ada = user('Ada');
  expect((ada.node.defaultChild as CfnResource).cfnResourceType).toBe('Custom::IdentityStoreUser');
});

test('the ids, the outcome and the status work as tokens in native resources', () => {
  const ada = user('Ada');
  new CfnAssignment(stack, 'Assignment', {
    instanceArn: 'arn:aws:sso:::instance/ssoins-1234567890abcdef', permissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-1234567890abcdef',
    principalType: 'USER', principalId: ada.userId, targetType: 'AWS_ACCOUNT', targetId: '111122223333',
  });
  Template.fromStack(stack).hasResourceProperties('AWS::SSO::Assignment', { PrincipalId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Ada'), 'UserId'] } });
  expect(stack.resolve(ada.outcome)).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^Ada/), 'Outcome'] });
  expect(stack.resolve(ada.userStatus)).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^Ada/), 'UserStatus'] });
});

test('users can be declared in the stacks of a stage', () => {
  const stage = new Stage(app, 'Production');
  const staged = new Stack(stage, 'People');
  expect(() => user('Wrong', { userName: '' }, staged)).toThrow('Production/People/Wrong: userName "" is not allowed');
  user('Ada', {}, staged);
  Template.fromStack(staged).hasResourceProperties('Custom::IdentityStoreUser', { UserName: 'ada' });
});

describe('the conflict policy', () => {
  test.each(Object.values(ConflictPolicy))('%s reaches the function', (conflictPolicy) => {
    user('Ada', { conflictPolicy });
    expect(propertiesOfUser()).toMatchObject({ ConflictPolicy: conflictPolicy });
  });

  test.each(['ADOBT', 'adopt', 'ADOPT '])('"%s" is refused at synthesis', (conflictPolicy) => {
    expect(() => user('Ada', { conflictPolicy: conflictPolicy as ConflictPolicy })).toThrow(new Error(
      `People/Ada: conflictPolicy "${conflictPolicy}" is not allowed: it must be ADOPT, OVERWRITE or FAIL`));
  });

  test('is that of the store, unless the user has its own', () => {
    const careful = IdentityStore.fromIdentityStoreAttributes(stack, 'Careful', { identityStoreId: STORE, conflictPolicy: ConflictPolicy.FAIL });
    user('Ada', { identityStore: careful });
    user('Grace', { identityStore: careful, userName: 'grace', conflictPolicy: ConflictPolicy.ADOPT });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('Custom::IdentityStoreUser', { UserName: 'ada', ConflictPolicy: 'FAIL' });
    template.hasResourceProperties('Custom::IdentityStoreUser', { UserName: 'grace', ConflictPolicy: 'ADOPT' });
  });

  const HARM = ', and gives it the declared e-mail address: whoever reads that address can then sign in with every permission the user has';
  test.each([
    { declared: 'a user with an e-mail address', props: { email: 'ada@example.com' }, text: `if user "ada" exists, this deployment takes it over whoever it belongs to${HARM}` },
    { declared: 'a user without', props: {}, text: 'if user "ada" exists, this deployment takes it over whoever it belongs to' },
    {
      declared: 'a user whose name is a token', props: { userName: Token.asString({ Ref: 'Name' }) },
      text: 'if the declared user exists, this deployment takes it over whoever it belongs to',
    },
  ])('OVERWRITE warns for $declared', ({ props, text }) => {
    user('Ada', { ...props, conflictPolicy: ConflictPolicy.OVERWRITE });
    expect(warningsIn(stack)).toEqual([`/People/Ada: ${text} [ack: cdk-org-guard:overwritesUser]`]);
  });

  test('OVERWRITE warns when it is that of the store', () => {
    user('Ada', { identityStore: IdentityStore.fromIdentityStoreAttributes(stack, 'Ruthless', { identityStoreId: STORE, conflictPolicy: ConflictPolicy.OVERWRITE }) });
    expect(warningsIn(stack)).toEqual([expect.stringContaining('overwritesUser')]);
  });

  test('the warning can be acknowledged', () => {
    const ada = user('Ada', { conflictPolicy: ConflictPolicy.OVERWRITE });
    Annotations.of(ada).acknowledgeWarning('cdk-org-guard:overwritesUser', 'the directory is ours');
    expect(warningsIn(stack)).toEqual([]);
  });

  test.each([ConflictPolicy.ADOPT, ConflictPolicy.FAIL])('%s doesn\'t warn', (conflictPolicy) => {
    user('Ada', { conflictPolicy });
    expect(warningsIn(stack)).toEqual([]);
  });
});

describe('at synthesis', () => {
  const TEXT = 'letters, marks, symbols, numbers, punctuation, spaces, tabs and line breaks';
  const NO_BLANKS = 'letters, marks, symbols, numbers and punctuation, without blanks';
  const LONG = 'x'.repeat(1025);
  const photo = (value: string): Photo => ({ value });
  const structure = 'known at synthesis, with tokens only for the texts in it';

  test.each<{ problem: string; props: Partial<UserProps>; message: string }>([
    { problem: 'an empty user name', props: { userName: '' }, message: 'userName "" is not allowed: it must be 1 to 128 characters long, not 0' },
    { problem: 'a missing user name', props: { userName: missing() }, message: 'userName undefined is not allowed: it must be given' },
    {
      problem: 'a user name that is too long', props: { userName: '\u{1F600}'.repeat(129) },
      message: `userName "${'\u{1F600}'.repeat(99)}… is not allowed: it must be 1 to 128 characters long, not 129`,
    },
    { problem: 'a blank in a user name', props: { userName: 'ada lovelace' }, message: `userName "ada lovelace" is not allowed: it must be ${NO_BLANKS}` },
    { problem: 'an invisible character', props: { userName: 'ada\u200b' }, message: `userName "ada\\u200b" is not allowed: it must be ${NO_BLANKS}` },
    { problem: 'an invisible character of five digits', props: { userName: 'ada\u{e0001}' }, message: `userName "ada\\u{e0001}" is not allowed: it must be ${NO_BLANKS}` },
    { problem: 'half of a character', props: { userName: 'ada\ud83d' }, message: `userName "ada\\ud83d" is not allowed: it must be ${NO_BLANKS}` },
    {
      problem: 'a reserved name', props: { userName: 'administrator' },
      message: 'userName "administrator" is not allowed: it must be another name than Administrator and AWSAdministrators, which IAM Identity Center reserves',
    },
    { problem: 'an empty display name', props: { displayName: '' }, message: 'displayName "" is not allowed: it must be 1 to 1024 characters long, not 0' },
    { problem: 'a missing display name', props: { displayName: missing() }, message: 'displayName undefined is not allowed: it must be given' },
    { problem: 'a control character', props: { displayName: 'Ada\u0007' }, message: `displayName "Ada\\u0007" is not allowed: it must be ${TEXT}` },
    { problem: 'a missing given name', props: { name: { ...NAME, givenName: missing() } }, message: 'name.givenName undefined is not allowed: it must be given' },
    { problem: 'a missing family name', props: { name: { ...NAME, familyName: missing() } }, message: 'name.familyName undefined is not allowed: it must be given' },
    { problem: 'an empty part of the name', props: { name: { ...NAME, middleName: '' } }, message: 'name.middleName "" is not allowed: it must be 1 to 1024 characters long, not 0' },
    {
      problem: 'a name that is a token', props: { name: Lazy.any({ produce: () => NAME }) as unknown as Name },
      message: `name "<unresolved-lazy>" is not allowed: it must be ${structure}`,
    },
    ...['ada', 'ada@', '@example.com', 'ada@example@com', 'ada @example.com', ''].map((email) => ({
      problem: `the e-mail address "${email}"`, props: { email }, message: `email "${email}" is not allowed: it must be an e-mail address such as "ada@example.com"`,
    })),
    {
      problem: 'an e-mail address that is too long', props: { email: `${LONG}@example.com` },
      message: `email "${'x'.repeat(99)}… is not allowed: it must be 1 to 1024 characters long, not 1037`,
    },
    { problem: 'an empty type', props: { email: 'ada@example.com', emailType: '' }, message: 'emailType "" is not allowed: it must be 1 to 1024 characters long, not 0' },
    { problem: 'a type without e-mail address', props: { emailType: 'work' }, message: 'emailType "work" is not allowed: it must be left out as long as email is' },
    { problem: 'a type without phone number', props: { phoneNumberType: 'work' }, message: 'phoneNumberType "work" is not allowed: it must be left out as long as phoneNumber is' },
    { problem: 'a type without role', props: { roleType: 'work' }, message: 'roleType "work" is not allowed: it must be left out as long as role is' },
    { problem: 'an empty phone number', props: { phoneNumber: '' }, message: 'phoneNumber "" is not allowed: it must be 1 to 1024 characters long, not 0' },
    { problem: 'an empty role', props: { role: '' }, message: 'role "" is not allowed: it must be 1 to 1024 characters long, not 0' },
    { problem: 'an address without parts', props: { address: {} }, message: 'address {} is not allowed: it must be left out or have at least one part' },
    { problem: 'an address of undefined parts', props: { address: { country: missing() } }, message: 'address {} is not allowed: it must be left out or have at least one part' },
    { problem: 'an empty part of the address', props: { address: { country: '' } }, message: 'address.country "" is not allowed: it must be 1 to 1024 characters long, not 0' },
    {
      problem: 'an address that is a token', props: { address: Lazy.any({ produce: () => ({ country: 'GB' }) }) as object },
      message: `address "<unresolved-lazy>" is not allowed: it must be ${structure}`,
    },
    { problem: 'an enterprise extension without attributes', props: { enterprise: {} }, message: 'enterprise {} is not allowed: it must be left out or have at least one part' },
    { problem: 'an empty attribute of the extension', props: { enterprise: { manager: '' } }, message: 'enterprise.manager "" is not allowed: it must be 1 to 1024 characters long, not 0' },
    ...(['nickName', 'profileUrl', 'userType', 'title', 'preferredLanguage', 'locale', 'timezone', 'website'] as const).flatMap((text) => [
      { problem: `an empty ${text}`, props: { [text]: '' }, message: `${text} "" is not allowed: it must be 1 to 1024 characters long, not 0` },
      { problem: `a ${text} that is too long`, props: { [text]: LONG }, message: `${text} "${'x'.repeat(99)}… is not allowed: it must be 1 to 1024 characters long, not 1025` },
    ]),
    ...['10.12.1815', '1815-13-10', '1815-02-29', '1815-12-1', '18151210', '0000-00-00', '1815-12-10T00:00:00Z'].map((birthdate) => ({
      problem: `the date ${birthdate}`, props: { birthdate }, message: `birthdate "${birthdate}" is not allowed: it must be a date such as "1815-12-10"`,
    })),
    { problem: 'no photo in the list', props: { photos: [] }, message: 'photos [] is not allowed: it must be 1 to 3 photos, not 0' },
    { problem: 'four photos', props: { photos: ['1', '2', '3', '4'].map(photo) }, message: 'photos ["1","2","3","4"] is not allowed: it must be 1 to 3 photos, not 4' },
    { problem: 'a photo without URL', props: { photos: [photo('1'), photo('')] }, message: 'photos[1].value "" is not allowed: it must be 1 to 1024 characters long, not 0' },
    { problem: 'a photo whose URL is missing', props: { photos: [photo(missing())] }, message: 'photos[0].value undefined is not allowed: it must be given' },
    { problem: 'an empty text for a photo', props: { photos: [{ value: '1', display: '' }] }, message: 'photos[0].display "" is not allowed: it must be 1 to 1024 characters long, not 0' },
    {
      problem: 'a list of photos that is a token', props: { photos: Lazy.any({ produce: () => [] }) as unknown as Photo[] },
      message: `photos "<unresolved-lazy>" is not allowed: it must be ${structure}`,
    },
    {
      problem: 'a photo that is a token', props: { photos: [Lazy.any({ produce: () => ({}) }) as unknown as Photo] },
      message: `photos[0] "<unresolved-lazy>" is not allowed: it must be ${structure}`,
    },
    {
      problem: 'the removal policy SNAPSHOT', props: { removalPolicy: RemovalPolicy.SNAPSHOT },
      message: 'removalPolicy "snapshot" is not allowed: it must be RETAIN_ON_UPDATE_OR_DELETE, RETAIN or DESTROY',
    },
  ])('$problem is refused with the construct path and what is allowed', ({ props, message }) => {
    expect(() => user('Ada', props)).toThrow(new Error(`People/Ada: ${message}`));
  });

  test.each<{ what: string; props: Partial<UserProps> }>([
    { what: '128 characters of four bytes', props: { userName: '\u{1F600}'.repeat(128) } },
    { what: 'combining marks and other scripts', props: { userName: 'a\u0301-\u5c0f\u6797-\u0639\u0644\u064a', displayName: '\u5c0f\u6797\u3000\u592a\u90ce' } },
    { what: 'an e-mail address without dots', props: { email: 'ada@localhost' } },
    { what: 'line breaks in an address', props: { address: { formatted: '12 St James\'s Square\r\nLondon' } } },
    { what: 'a leap day', props: { birthdate: '2024-02-29' } },
    { what: 'a part of a token', props: { userName: `ada-${Token.asString({ Ref: 'AWS::Region' })}`, email: `${Token.asString({ Ref: 'Name' })} is no address` } },
  ])('$what may be declared', ({ props }) => {
    expect(() => user('Ada', props)).not.toThrow();
  });

  test('the same user name twice in a stack is refused, whatever the case', () => {
    user('Ada');
    expect(() => user('Twin', { userName: 'ADA' })).toThrow(new Error('People/Twin: user "ADA" is already declared in this stack, by People/Ada: '
      + 'declare it once and pass that construct on (upper and lower case count as the same)'));
  });

  test('the same e-mail address twice in a stack is refused, whatever the case', () => {
    user('Ada', { email: 'ada@example.com' });
    expect(() => user('Twin', { userName: 'twin', email: 'Ada@Example.com' })).toThrow(new Error('People/Twin: e-mail address "Ada@Example.com" is already '
      + 'declared in this stack, by People/Ada: give one of the two users another address, or declare it once and pass that construct on '
      + '(upper and lower case count as the same)'));
  });

  test('the same user in two stores is allowed', () => {
    user('Ada', { email: 'ada@example.com' });
    const other = IdentityStore.fromIdentityStoreId(stack, 'OtherDirectory', 'd-0987654321');
    expect(() => user('OtherAda', { identityStore: other, email: 'ada@example.com' })).not.toThrow();
  });

  test('users whose names are tokens are never the same', () => {
    const name = Token.asString({ Ref: 'Name' });
    user('Ada', { userName: name });
    expect(() => user('Twin', { userName: name })).not.toThrow();
  });

  test('the same user in two stacks of an app is a warning that can be acknowledged', () => {
    user('Ada');
    const second = new Stack(app, 'Second');
    const ada = user('Ada', {}, second);
    expect(warningsIn(second)).toEqual(['/Second/Ada: user "ada" is also declared by People/Ada: if both stacks are deployed to the same organization, '
      + 'the second one adopts what the first one created, or fails under ConflictPolicy.FAIL; each deployment sets its own attributes '
      + '[ack: cdk-org-guard:declaredInAnotherStack]']);
    Annotations.of(ada).acknowledgeWarning('cdk-org-guard:declaredInAnotherStack');
    expect(warningsIn(second)).toEqual([]);
  });

  test('the same e-mail address in two stacks of an app is a warning', () => {
    user('Ada', { email: 'ada@example.com' });
    const second = new Stack(app, 'Second');
    user('Countess', { userName: 'countess', email: 'ada@example.com' }, second);
    expect(warningsIn(second)).toEqual(['/Second/Countess: e-mail address "ada@example.com" is also declared by People/Ada: if both stacks are deployed '
      + 'to the same organization, the second one fails with EMAIL_TAKEN unless both declare the same user [ack: cdk-org-guard:declaredInAnotherStack]']);
  });

  test('the same user in two apps is nobody\'s business', () => {
    user('Ada');
    const elsewhere = new Stack(new App(), 'Elsewhere');
    user('Ada', { identityStore: IdentityStore.fromIdentityStoreId(elsewhere, 'Directory', STORE) }, elsewhere);
    expect(warningsIn(elsewhere)).toEqual([]);
  });
});
