import { CfnCondition, CfnParameter, CfnResource, Fn, Stack } from 'aws-cdk-lib';
import { CfnGroup } from 'aws-cdk-lib/aws-identitystore';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { group } from '../support/declared-groups';
import { STORE } from '../support/ids';
import { InProcess } from '../support/in-process';
import { driftOf, linesOf, planOf } from '../support/planned';

const NAMED = { parameters: { '/people/name': 'staff', '/people/store': STORE } };

function native(displayName: string): (stack: Stack) => void {
  return (stack) => void new CfnGroup(stack, 'Native', { identityStoreId: STORE, displayName });
}

test.each<[what: string, declare: (stack: Stack) => void, kind: string, because: string]>([
  ['a dynamic reference', group('Staff', { displayName: '{{resolve:ssm:/people/name}}' }), 'group', 'the value of ssm:/people/name'],
  ['a dynamic reference that is put together', native(Fn.join('', ['{{resolve:ssm:', '/people/name', '}}'])), 'group (native)', 'the value of ssm:/people/name'],
  ['a dynamic reference in a native resource', native('{{resolve:ssm:/people/name}}'), 'group (native)', 'the value of ssm:/people/name'],
  [
    'a parameter of Systems Manager', (stack) => void group('Staff', { displayName: StringParameter.valueForStringParameter(stack, '/people/name') })(stack),
    'group', 'the value of /people/name in Systems Manager',
  ],
])('what %s is told is unknown, and nothing is refused for it', async (_what, declare, kind, because) => {
  const plan = await planOf(new InProcess({ seed: NAMED }), { People: declare });
  expect(linesOf(plan)).toEqual([`unknown ${kind} (known after deployment)`]);
  expect(plan.stacks[0]?.resources[0]?.unknown).toEqual([because]);
});

/** A group whose description nobody is shown, and another one. */
function hidden(description: string, ...more: string[]): (stack: Stack) => void {
  return (stack) => {
    const { valueAsString } = new CfnParameter(stack, 'Hidden', { noEcho: true, default: 'secret', minLength: 5 });
    for (const displayName of ['first', ...more]) group(displayName, { displayName, description: valueAsString })(stack);
    group('Other', { displayName: 'other', description })(stack);
  };
}

test('what a hidden parameter was given stays as it is, and what is made with it is unknown', async () => {
  const world = new InProcess();
  await world.deploy('People', hidden('before'));
  expect(linesOf(await planOf(world, { People: hidden('after', 'second') }))).toEqual(['keeps group first', 'unknown group second', 'changes group other']);
});

test('whether what a hidden parameter was given has been changed is unknown', async () => {
  const world = new InProcess();
  await world.deploy('People', hidden('declared'));
  expect(linesOf(await driftOf(world))).toEqual(['unknown group first', 'keeps group other']);
});

test('there is no plan of a stack in which nobody knows which resources there are to be, and the others are planned', async () => {
  const conditional = (stack: Stack): void => {
    const expression = Fn.conditionEquals(StringParameter.valueForStringParameter(stack, '/people/name'), 'staff');
    const team = group('Team')(stack).node.findChild('Resource').node.defaultChild as CfnResource;
    team.cfnOptions.condition = new CfnCondition(stack, 'IsStaff', { expression });
  };
  const plan = await planOf(new InProcess({ seed: NAMED }), { People: conditional, Others: group('Other', { displayName: 'other' }) });
  expect(plan.stacks.map(({ noPlan }) => noPlan)).toEqual(['Template error: the condition IsStaff can\'t be decided: the value of /people/name in Systems Manager', undefined]);
  expect(linesOf(plan)).toEqual(['creates group other']);
});
