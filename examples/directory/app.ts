import { App } from 'aws-cdk-lib';
import { declarePeople, GROUPS, PEOPLE } from './people';

// The people of a company and their groups, from a table.
declarePeople(new App(), PEOPLE, GROUPS);
