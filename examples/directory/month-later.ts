import { App } from 'aws-cdk-lib';
import { declarePeople, GROUPS, PEOPLE, People } from './people';

// The app of app.ts a month later: one person has left, two are in a new team, one has another name, and two are new.
const { 'donald.silva': _hasLeft, ...others } = PEOPLE;
const people: People = {
  ...others,
  'ada.berg': { ...PEOPLE['ada.berg'], title: 'Principal engineer', groups: ['everyone', 'payments', 'on-call', 'research'] },
  'hedy.rossi': { ...PEOPLE['hedy.rossi'], groups: ['everyone', 'mobile', 'research'] },
  'grace.haddad': { ...PEOPLE['grace.haddad'], familyName: 'Haddad-Lind' },
  'radia.lindqvist': { givenName: 'Radia', familyName: 'Lindqvist', groups: ['everyone', 'search'] },
  'tim.nguyen': { givenName: 'Tim', familyName: 'Nguyen', groups: ['everyone'] },
};

declarePeople(new App(), people, { ...GROUPS, research: 'The team of research', contractors: 'Work with us for a while' });
