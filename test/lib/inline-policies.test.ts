import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Template } from 'aws-cdk-lib/assertions';
import { Acceptance, AccountInvitation, Group, IdentityStore, InvitationTarget, User } from '../../lib';

let stack: Stack;
beforeEach(() => { stack = new Stack(new App(), 'Stack'); });

const synthesize = (): Template => Template.fromStack(stack);

/** Three kinds that need a policy each, in so many stores. */
function stores(count: number): void {
  for (let index = 0; index < count; index++) {
    const identityStore = IdentityStore.fromIdentityStoreAttributes(stack, `Directory${index}`, {
      identityStoreId: `d-${String(index).padStart(10, '0')}`, ownerAccount: '111122223333',
    });
    const user = User.fromUserName(stack, `Ada${index}`, identityStore, 'ada');
    new Group(stack, `Admins${index}`, { identityStore, displayName: 'admins' }).addMember('Ada', user);
  }
}

function invitation(index: number, roleArn = `arn:aws:iam::${100_000_000_000 + index}:role/Join`): AccountInvitation {
  return new AccountInvitation(stack, `Account${index}`, {
    target: InvitationTarget.account(String(100_000_000_000 + index)), acceptance: Acceptance.assumeRole({ roleArn }),
  });
}

/** A statement of so many characters in a policy of one statement. */
function statementOf(characters: number, resource: string): iam.PolicyStatement {
  const framed = JSON.stringify({ Statement: [{ Action: 's3:GetObject', Effect: 'Allow', Resource: resource }], Version: '2012-10-17' }).length;
  return new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [resource + 'x'.repeat(characters - framed)] });
}

describe('the policies of a function', () => {
  test('for ten stores fit into its role', () => {
    stores(10);
    expect(synthesize).not.toThrow();
  });

  test('for more stores are refused with their number of characters and the largest ones', () => {
    stores(11);
    const largest = ['Storec846bda7', 'Store5b43631c', 'Store19062746'].map((store) => `Stack/CdkOrgGuardIdentityStore/${store}/MEMBERSHIPS (405)`);
    expect(synthesize).toThrow('[Stack/CdkOrgGuardIdentityStore/Role] inline policies of 10540 characters are not allowed: IAM takes 10240 for all policies of a '
      + `role together. The largest are ${largest.join(', ')}. Move identity stores, or invitations that a role accepts, to another stack`);
  });

  test('for many roles that accept are refused', () => {
    for (let index = 0; index < 100; index++) invitation(index, `arn:aws:iam::${100_000_000_000 + index}:role/${'teams/'.repeat(10)}Join`);
    expect(synthesize).toThrow(/^Validation failed.*\n +\[Stack\/CdkOrgGuardOrganizations\/Role\] inline policies of \d+ characters are not allowed.*Stack\/CdkOrgGuardOrganizations\/Policies\/ACCEPT_BY_ROLE \(\d+\)/);
  });
});

describe('what an app adds to the role of a function', () => {
  /** What the role has for one invitation that it accepts. */
  const FUNCTION = 863;

  function withOwnPolicyOf(characters: number): void {
    const role = invitation(1).acceptorRole as iam.Role;
    new iam.Policy(stack, 'Own', { roles: [role], statements: [statementOf(characters, 'arn:aws:s3:::bucket/')] });
  }

  test('may take all the room that is left', () => {
    withOwnPolicyOf(10_240 - FUNCTION);
    expect(synthesize).not.toThrow();
  });

  test('is refused with one character more', () => {
    withOwnPolicyOf(10_241 - FUNCTION);
    expect(synthesize).toThrow('[Stack/CdkOrgGuardOrganizations/Role] inline policies of 10241 characters are not allowed: IAM takes 10240 for all policies of a '
      + 'role together. The largest are Stack/Own (9378), Stack/CdkOrgGuardOrganizations/Policies/INVITE_ACCOUNTS (410), Stack/CdkOrgGuardOrganizations/Role: Function (321).');
  });

  test('counts without the white space in it', () => {
    const role = invitation(1).acceptorRole as iam.Role;
    new iam.Policy(stack, 'Own', { roles: [role], statements: [statementOf(10_740 - FUNCTION, `arn:aws:s3:::bucket/${' '.repeat(500)}`)] });
    expect(synthesize).not.toThrow();
  });

  test('doesn\'t count when it is for another role', () => {
    invitation(1);
    const role = new iam.Role(stack, 'Another', { assumedBy: new iam.AccountRootPrincipal() });
    new iam.Policy(stack, 'Own', { roles: [role], statements: [statementOf(10_240, 'arn:aws:s3:::bucket/')] });
    expect(synthesize).not.toThrow();
  });
});
