import fc from 'fast-check';
import { ACCOUNT_INVITATION_RESOURCE_TYPE } from '../../../lib/contract/organizations';
import type { Properties } from '../../../sandbox/cloudformation/template';
import type { Claim, Companion, Declaration, Difference, Entity, Kind, Told } from '../domain';
import type { Invitation, Membership } from './entities';
import { missingTags } from './tags';
import { accountOf, NEWCOMER, roleIn, targetOf, TARGETS, UNITS } from './world';
import { MANAGEMENT } from '../../support/ids';

export const target = fc.constantFrom(...TARGETS);
export const notes = fc.constantFrom('Welcome', 'Joins the platform', 'Please join');
export const team = fc.constantFrom('Payments', 'Data');

/** The shape of the properties, flat: so that one of them can be taken from another declaration. */
export const invitationValues = fc.record({
  target,
  notes,
  team,
  stage: fc.constantFrom('test', 'production'),
  unit: fc.constantFrom(...UNITS),
  acceptance: fc.constantFrom('NONE' as const, 'ROLE' as const, 'ROLE' as const, 'WAIT' as const, 'WAIT_OR_CONTINUE' as const),
  minutes: fc.constantFrom(1, 1, 2),
  generation: fc.constantFrom('1', '2', '3'),
}, { requiredKeys: ['target', 'minutes'] });

interface InvitationValues {
  readonly target?: string;
  readonly notes?: string;
  readonly team?: string;
  readonly stage?: string;
  readonly unit?: string;
  readonly acceptance?: 'NONE' | 'ROLE' | 'WAIT' | 'WAIT_OR_CONTINUE';
  readonly minutes?: number;
  readonly generation?: string;
}

const COMPANIONS = { NONE: 'Placement', ROLE: 'Acceptance', WAIT: 'Waiting', WAIT_OR_CONTINUE: 'Waiting' } as const;

/** How long the construct gives a function to answer after the time that is waited, in seconds. */
const TIME_TO_ANSWER = 300;

export const INVITATION: Kind = {
  resourceType: ACCOUNT_INVITATION_RESOURCE_TYPE,

  properties({ values }) {
    const { notes: text, generation } = valuesOf(values);
    return {
      Target: targetProperties(values),
      ...(text !== undefined && { Notes: text }),
      ...tagProperties(values),
      ...(generation !== undefined && { Generation: generation }),
    };
  },

  companions({ values }, logicalId): Companion[] {
    const { acceptance = 'NONE', unit, generation } = valuesOf(values);
    if (acceptance === 'NONE' && unit === undefined) return [];
    const properties: Properties = {
      Target: targetProperties(values),
      HandshakeId: { 'Fn::GetAtt': [logicalId, 'HandshakeId'] },
      HandshakeArn: { 'Fn::GetAtt': [logicalId, 'HandshakeArn'] },
      ...((values.target as string).includes('@') && { AccountId: { 'Fn::GetAtt': [logicalId, 'AccountId'] } }),
      ...acceptanceProperties(valuesOf(values)),
      ...(unit !== undefined && { OrganizationalUnitId: unit }),
      ...tagProperties(values),
      ...(generation !== undefined && { Generation: generation }),
    };
    return [{ name: COMPANIONS[acceptance], kind: 'AccountMembership', properties }];
  },

  aspects({ values }) {
    const { acceptance, target: whom = '', unit, team: tag, stage } = valuesOf(values);
    return [
      'INVITE',
      ...(whom.includes('@') || unit !== undefined || tag !== undefined || stage !== undefined ? ['FIND_PLACE_AND_TAG'] : []),
      ...(acceptance === 'ROLE' ? ['ROLE'] : []),
      ...(acceptance?.startsWith('WAIT') ? ['WAIT'] : []),
    ];
  },

  keyOf: (properties) => targetOf(properties).toLowerCase(),

  concerns: ({ id }, properties) => [id, accountOf(targetOf(properties))],

  differences({ holding, properties, live, isRollback, wasThere }: Claim): Difference[] {
    const member = live(accountOf(targetOf(properties)))?.value as Membership | undefined;
    if (member) return missingTags(properties, member).map((what) => ({ what, excuses: ['joined while its address is invited', 'joined after the look'] }));
    const isOfTarget = ({ kind, value }: Entity): boolean => kind === 'Handshake' && (value as Invitation).target.toLowerCase() === targetOf(properties).toLowerCase();
    const held = live(holding.id);
    if (held && isOfTarget(held)) return [];
    // A rollback goes back to what is pending.
    return isRollback && wasThere(isOfTarget)
      ? [{ what: 'another invitation of the account is pending', excuses: ['joined while its address is invited'] }]
      : [{ what: 'neither is the account a member nor its invitation pending', excuses: ['joined while its address is invited', 'not sent by a rollback'] }];
  },

  namesOf: (properties, physicalId) => [targetOf(properties), accountOf(targetOf(properties)), .../h-\w+/.exec(physicalId ?? '') ?? []],

  isKeptByRollbacks: true,

  objectionToAnswer: objectionToAccount,
};

/** Others get permissions by the id of the account. One that is invited by its address isn't known before it joins. */
export function objectionToAccount({ properties, attributes: { AccountId: told } }: Told): string | undefined {
  const target = targetOf(properties);
  if (told === undefined || told === '') return undefined;
  if (told === MANAGEMENT) return 'its account is the one that invites';
  return told === accountOf(target) || accountOf(target) === NEWCOMER ? undefined : `its account isn't ${told}`;
}

function valuesOf(values: Declaration['values']): InvitationValues {
  return values as InvitationValues;
}

function targetProperties(values: Declaration['values']): Properties {
  const { target: whom = TARGETS[0] } = valuesOf(values);
  return whom.includes('@') ? { Email: whom } : { AccountId: whom };
}

function tagProperties(values: Declaration['values']): Properties {
  const { team: Team, stage: Stage } = valuesOf(values);
  const tags = Object.entries({ Team, Stage }).flatMap(([Key, Value]) => (Value === undefined ? [] : [{ Key, Value }]));
  return tags.length > 0 ? { Tags: tags } : {};
}

function acceptanceProperties({ acceptance, target: whom = TARGETS[0], minutes = 1 }: InvitationValues): Properties {
  switch (acceptance) {
    case 'ROLE': return { RoleArn: roleIn(accountOf(whom)) };
    case 'WAIT': return { TimeoutMinutes: String(minutes), OnTimeout: 'FAIL', ServiceTimeout: String(minutes * 60 + TIME_TO_ANSWER) };
    case 'WAIT_OR_CONTINUE': return { TimeoutMinutes: String(minutes), OnTimeout: 'CONTINUE', ServiceTimeout: String(minutes * 60 + TIME_TO_ANSWER) };
    default: return {};
  }
}
