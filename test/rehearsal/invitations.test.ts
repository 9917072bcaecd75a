import type { Stack } from 'aws-cdk-lib';
import { Acceptance, AllFeatures } from '../../lib';
import type { Plan } from '../../rehearsal/plan';
import { nothing } from '../support/declared-groups';
import { BY_ROLE, byEmail, invitation, InvitingWorld, JOIN_ROLE, OTHER_UNIT, PAYMENTS_EMAIL, UNIT } from '../support/declared-invitations';
import { PAYMENTS } from '../support/ids';
import { linesOf, planOf } from '../support/planned';

type Declare = (stack: Stack) => void;

const ROLE_UNREAD = 'whether the role in the other account lets the function accept the invitation: roles of other accounts are not read';

function allFeatures(id = 'AllFeatures'): Declare {
  return (stack) => new AllFeatures(stack, id);
}

/** A line for each resource, with what isn't known of it. */
function openLinesOf({ stacks }: Plan): string[] {
  return stacks.flatMap(({ stackName, resources }) => resources.map(({ logicalId, verb, unknown = [] }) =>
    [`${stackName}: ${verb} ${logicalId.replace(/[0-9A-F]{8}$/, '')}`, ...unknown].join(', ')));
}

test('whether a role in another account accepts an invitation is unknown, and so is what needs the account', async () => {
  const plan = await planOf(new InvitingWorld(), { Accounts: (scope) => {
    const { accountId } = invitation({ ...byEmail(), acceptance: Acceptance.assumeRole({ roleArn: JOIN_ROLE }) })(scope);
    invitation({ ...byEmail('next@example.com'), notes: accountId }, 'Next')(scope);
  } });
  expect(openLinesOf(plan)).toEqual([
    'Accounts: creates Payments',
    `Accounts: unknown PaymentsAcceptance, ${ROLE_UNREAD}`,
    `Accounts: unknown Next, ${ROLE_UNREAD}`,
  ]);
});

test('what another stack has asked for is adopted', async () => {
  const world = new InvitingWorld({ organization: { featureSet: 'CONSOLIDATED_BILLING' } });
  await world.deploy('One', allFeatures());
  expect(linesOf(await planOf(world, { Other: allFeatures() }))).toEqual(['adopts organization all features']);
});

test('an invitation that is pending is lost when all features are asked for', async () => {
  const world = new InvitingWorld({ organization: { featureSet: 'CONSOLIDATED_BILLING' } });
  await world.deploy('Accounts', invitation());
  const { stacks } = await planOf(world, { Accounts: invitation(), Features: allFeatures() });
  expect(stacks[0]?.resources.map(({ verb, reason }) => ({ verb, reason }))).toEqual([{
    verb: 'lost',
    reason: {
      message: expect.stringMatching(/^invitation \d{12} is declared, and gone after the deployment: AllFeatures\w+ asks for all features, which cancels pending invitations\.$/) as string,
      remedy: 'Deploy that first, and then the invitation, with another generation if it is deployed already.',
    },
  }]);
});

test('a later stack does not know whether an account has joined that an earlier one invites', async () => {
  const plan = await planOf(new InvitingWorld(), {
    Accounts: invitation({ ...BY_ROLE, organizationalUnitId: UNIT }),
    Places: invitation({ organizationalUnitId: OTHER_UNIT }),
  });
  expect(openLinesOf(plan)).toEqual([
    'Accounts: creates Payments',
    `Accounts: unknown PaymentsAcceptance, ${ROLE_UNREAD}`,
    'Places: unknown Payments, whether the account joins when Accounts is deployed',
    'Places: unknown PaymentsPlacement, whether the account joins when Accounts is deployed',
  ]);
});

test('what a later stack does not ask about is kept, whoever joins', async () => {
  const world = new InvitingWorld();
  const place = invitation({ organizationalUnitId: OTHER_UNIT });
  await world.deploy('Places', place);
  expect(openLinesOf(await planOf(world, { Accounts: invitation(BY_ROLE), Places: place }))).toEqual([
    'Accounts: adopts Payments',
    `Accounts: unknown PaymentsAcceptance, ${ROLE_UNREAD}`,
    'Places: keeps Payments',
    'Places: keeps PaymentsPlacement',
  ]);
});

test('whether an invitation can still be canceled is unknown if its account may have joined', async () => {
  const world = new InvitingWorld();
  await world.deploy('Places', invitation());
  expect(openLinesOf(await planOf(world, { Accounts: invitation(BY_ROLE), Places: nothing }))).toEqual([
    'Accounts: adopts Payments',
    `Accounts: unknown PaymentsAcceptance, ${ROLE_UNREAD}`,
    'Places: unknown Payments, whether the account joins when Accounts is deployed',
  ]);
});

test('an address may be that of an account that an earlier stack invites by its id', async () => {
  const plan = await planOf(new InvitingWorld(), { Accounts: invitation(BY_ROLE), Others: invitation(byEmail('somebody@example.com')) });
  expect(openLinesOf(plan)).toEqual([
    'Accounts: creates Payments',
    `Accounts: unknown PaymentsAcceptance, ${ROLE_UNREAD}`,
    'Others: unknown Payments, whether it is the account of 111122223333, which may join when Accounts is deployed',
  ]);
});

test('what depends on an invitation that the copy refuses, and nobody knows of, is unknown as well', async () => {
  const plan = await planOf(new InvitingWorld(), {
    Accounts: invitation({ ...byEmail(), acceptance: Acceptance.assumeRole({ roleArn: JOIN_ROLE }) }),
    Places: (scope) => {
      const { accountId } = invitation({ organizationalUnitId: UNIT })(scope);
      invitation({ ...byEmail('next@example.com'), notes: accountId }, 'Next')(scope);
    },
  });
  const open = `whether it is the account of ${PAYMENTS_EMAIL}, which may join when Accounts is deployed`;
  expect(openLinesOf(plan)).toEqual([
    'Accounts: creates Payments',
    `Accounts: unknown PaymentsAcceptance, ${ROLE_UNREAD}`,
    `Places: unknown Payments, ${open}`,
    `Places: unknown PaymentsPlacement, ${open}`,
    `Places: unknown Next, ${open}`,
  ]);
});

/** A line for each invitation, with why it may be refused. */
function openRefusalsOf({ stacks }: Plan): string[] {
  return stacks.flatMap(({ resources }) => resources.map(({ verb, entity: { name }, mayBeRefused }) => `${verb} ${name}: ${mayBeRefused?.message ?? 'certainly'}`));
}

const REMEDY = 'Invite an account either by its id or by its address, and cancel the other invitation if it is pending.';

test('an address may be that of an account that is invited by its id already, and would be refused then', async () => {
  const world = new InvitingWorld();
  await world.deploy('Accounts', invitation());
  const { stacks: [stack] } = await planOf(world, { Others: invitation(byEmail('somebody@example.com')) });
  expect(stack?.resources.map(({ verb, mayBeRefused }) => ({ verb, mayBeRefused }))).toEqual([{
    verb: 'creates',
    mayBeRefused: {
      code: 'DUPLICATE_HANDSHAKE_UNMATCHED',
      message: 'somebody@example.com may be the address of an account that is invited by its id, which can\'t be looked up.',
      remedy: REMEDY,
    },
  }]);
});

test('so may be two that are invited in the same way by one stack, or by one after the other', async () => {
  const [byId, byAddress] = [invitation(), invitation(byEmail('somebody@example.com'), 'Other')];
  const [ofId, ofAddress] = [
    '111122223333 may be the account of an address that is invited, which can\'t be looked up.',
    'somebody@example.com may be the address of an account that is invited by its id, which can\'t be looked up.',
  ];
  expect(openRefusalsOf(await planOf(new InvitingWorld(), { Accounts: (scope) => [byId, byAddress].forEach((declare) => declare(scope)) })))
    .toEqual([`creates 111122223333: ${ofId}`, `creates somebody@example.com: ${ofAddress}`]);
  expect(openRefusalsOf(await planOf(new InvitingWorld(), { Accounts: byId, Others: byAddress })))
    .toEqual(['creates 111122223333: certainly', `creates somebody@example.com: ${ofAddress}`]);
});

test('of several that are all invited by their ids, or by their addresses, each is another account', async () => {
  const world = new InvitingWorld();
  await world.deploy('Accounts', invitation(byEmail()));
  expect(openRefusalsOf(await planOf(world, { Others: invitation(byEmail('somebody@example.com')) }))).toEqual(['creates somebody@example.com: certainly']);
});

test('one that is replaced by the other way to invite may be refused also if it is lost in the end', async () => {
  const world = new InvitingWorld({ organization: { featureSet: 'CONSOLIDATED_BILLING' } });
  await world.deploy('Accounts', invitation());
  const plan = await planOf(world, { Accounts: invitation(byEmail()), Features: allFeatures() });
  expect(openRefusalsOf(plan).slice(0, 2)).toEqual([
    `lost ${PAYMENTS_EMAIL}: ${PAYMENTS_EMAIL} may be the address of an account that is invited by its id, which can't be looked up.`,
    'deletes 111122223333: certainly',
  ]);
});

test('whether an invitation moves to another construct is unknown if its account may have joined, and so is what becomes of the one that is left', async () => {
  const world = new InvitingWorld();
  await world.deploy('Places', invitation({}, 'Old'));
  const open = 'whether the account joins when Accounts is deployed';
  expect(openLinesOf(await planOf(world, { Accounts: invitation(BY_ROLE), Places: invitation({}, 'New') })).slice(2)).toEqual([
    `Places: unknown New, ${open}`, `Places: unknown Old, ${open}`,
  ]);
});

test('what would become of the one before is not told if whether it is replaced is unknown', async () => {
  const world = new InvitingWorld({ organization: { accounts: [{ id: PAYMENTS }] } });
  await world.deploy('Places', invitation());
  world.sandbox.organizations.leave(world.organization, PAYMENTS);
  const open = 'whether the account joins when Accounts is deployed';
  expect(openLinesOf(await planOf(world, { Accounts: invitation(BY_ROLE), Places: invitation({ notes: 'again' }) })).slice(2)).toEqual([`Places: unknown Payments, ${open}`]);
});
