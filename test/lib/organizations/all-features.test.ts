import { App, Stack, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AccountInvitation, AllFeatures, AllFeaturesProps, InvitationTarget } from '../../../lib';
import { withoutAssetHashes } from '../../../lib/testing';
import { warningsIn } from '../../support/warnings';

const TYPE = 'Custom::OrganizationsAllFeatures';

let app: App;
let stack: Stack;
beforeEach(() => {
  app = new App();
  stack = new Stack(app, 'Organization');
});

function countOfResources(): number {
  return Object.keys(Template.fromStack(stack).toJSON().Resources as object).length;
}

test('a stack with it has seven resources', () => {
  new AllFeatures(stack, 'AllFeatures', { finalize: true, generation: '2' });
  expect(countOfResources()).toBe(7);
  expect(withoutAssetHashes(stack)).toMatchSnapshot();
});

test('it shares the function with invitations, but no policy', () => {
  new AllFeatures(stack, 'AllFeatures');
  new AccountInvitation(stack, 'Payments', { target: InvitationTarget.account('111122223333') });
  expect(countOfResources()).toBe(8);
});

test.each<{ props: AllFeaturesProps | undefined; properties: object }>([
  { props: undefined, properties: { Finalize: false } },
  { props: { finalize: false }, properties: { Finalize: false } },
  { props: { finalize: true, generation: Token.asString({ Ref: 'Generation' }) }, properties: { Finalize: true, Generation: { Ref: 'Generation' } } },
])('$props is declared as $properties', ({ props, properties }) => {
  new AllFeatures(stack, 'AllFeatures', props);
  const [resource] = Object.values(Template.fromStack(stack).findResources(TYPE)) as { Properties: object }[];
  expect(resource?.Properties).toEqual({ ServiceToken: expect.anything(), ServiceTimeout: '900', ...properties });
});

test('its attributes are tokens', () => {
  const { handshakeId, state, outcome } = new AllFeatures(stack, 'AllFeatures');
  const attribute = (name: string): unknown => ({ 'Fn::GetAtt': [expect.stringMatching(/^AllFeatures[0-9A-F]{8}$/), name] });
  expect(stack.resolve({ handshakeId, state, outcome })).toEqual({
    handshakeId: attribute('HandshakeId'), state: attribute('State'), outcome: attribute('Outcome'),
  });
});

test('twice in a stack it is refused', () => {
  new AllFeatures(stack, 'AllFeatures');
  expect(() => new AllFeatures(stack, 'Again')).toThrow(new Error('Organization/Again: request for "all features" is already declared in this stack, '
    + 'by Organization/AllFeatures: declare it once and pass that construct on (upper and lower case count as the same)'));
});

test('in two stacks of an app it is a warning', () => {
  new AllFeatures(stack, 'AllFeatures');
  const other = new Stack(app, 'Other');
  new AllFeatures(other, 'AllFeatures');
  expect(warningsIn(other)).toEqual(['/Other/AllFeatures: request for "all features" is also declared by Organization/AllFeatures: if both stacks are deployed to the '
    + 'same organization, the second one finds the request of the first one [ack: cdk-org-guard:declaredInAnotherStack]']);
});
