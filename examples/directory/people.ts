import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Group, IdentityStore, User } from 'cdk-org-guard';
import type { Construct } from 'constructs';

/** A person, with the names of the groups that he or she is in. */
export interface Person {
  readonly givenName: string;
  readonly familyName: string;
  readonly title?: string;
  readonly groups: readonly string[];
}

/** Who is there, by user names. */
export type People = Readonly<Record<string, Person>>;

export const PEOPLE = {
  'ada.berg': { givenName: 'Ada', familyName: 'Berg', title: 'Engineer', groups: ['everyone', 'payments', 'on-call'] },
  'alan.okafor': { givenName: 'Alan', familyName: 'Okafor', groups: ['everyone', 'payments'] },
  'barbara.novak': { givenName: 'Barbara', familyName: 'Novak', groups: ['everyone', 'payments', 'auditors'] },
  'donald.silva': { givenName: 'Donald', familyName: 'Silva', groups: ['everyone', 'payments'] },
  'edsger.tanaka': { givenName: 'Edsger', familyName: 'Tanaka', title: 'Engineer', groups: ['everyone', 'search', 'on-call'] },
  'frances.moreau': { givenName: 'Frances', familyName: 'Moreau', groups: ['everyone', 'search'] },
  'grace.haddad': { givenName: 'Grace', familyName: 'Haddad', groups: ['everyone', 'search'] },
  'hedy.rossi': { givenName: 'Hedy', familyName: 'Rossi', groups: ['everyone', 'mobile', 'search'] },
  'john.keller': { givenName: 'John', familyName: 'Keller', groups: ['everyone', 'mobile'] },
  'katherine.ivanova': { givenName: 'Katherine', familyName: 'Ivanova', groups: ['everyone', 'mobile', 'on-call'] },
  'linus.schmidt': { givenName: 'Linus', familyName: 'Schmidt', groups: ['everyone', 'mobile'] },
  'margaret.dubois': { givenName: 'Margaret', familyName: 'Dubois', groups: ['everyone'] },
} satisfies People;

/** The groups that there are, with what they are for. */
export const GROUPS = {
  everyone: 'All of the company', payments: 'The team of payments', search: 'The team of search', mobile: 'The team of the app', 'on-call': 'Answers at night', auditors: 'Reads all accounts',
};

/** The groups in a stack, and each user with the groups that it is in. */
export function declarePeople(scope: Construct, people: People, descriptions: Readonly<Record<string, string>>): Stack {
  const stack = new Stack(scope, 'People');
  const identityStore = IdentityStore.fromIdentityStoreId(stack, 'Directory', 'd-1234567890');
  const groups = new Map(Object.entries(descriptions).map(([displayName, description]) => [
    displayName, new Group(stack, `Group ${displayName}`, { identityStore, displayName, description }),
  ]));
  for (const [userName, { givenName, familyName, title, groups: names }] of Object.entries(people)) {
    const user = new User(stack, userName, {
      identityStore,
      userName,
      displayName: `${givenName} ${familyName}`,
      name: { givenName, familyName },
      email: `${userName}@example.com`,
      ...(title !== undefined && { title }),
      removalPolicy: RemovalPolicy.DESTROY, // who leaves the table is deleted, unless somebody else has made the user
    });
    for (const name of names) groups.get(name)?.addMember(userName, user);
  }
  return stack;
}
