import { GROUP_LOOKUP_RESOURCE_TYPE, GROUP_RESOURCE_TYPE, USER_LOOKUP_RESOURCE_TYPE, USER_RESOURCE_TYPE } from '../../lib/contract/identity-store';
import { RESPONSE_URL, WELL_FORMED } from './any-events';

/** What says where something is or how it is treated: nothing personal, and without it no request would get far. */
const TECHNICAL = new RegExp('^(IdentityStoreId|ConflictPolicy|Region|Generation|GroupId|UserId|AccountId|HandshakeId|HandshakeArn|RoleArn|TimeoutMinutes|'
  + 'OnTimeout|OrganizationalUnitId|Finalize|Photos\\.0\\.Primary|Birthdate)$');

/** Messages name what is in the way as it was declared: user names, group names, and addresses that are declared. */
const SHOWN: Readonly<Record<string, RegExp>> = {
  [USER_RESOURCE_TYPE]: /^(UserName|Emails\.0\.Value)$/,
  [USER_LOOKUP_RESOURCE_TYPE]: /^UserName$/,
  [GROUP_RESOURCE_TYPE]: /^DisplayName$/,
  [GROUP_LOOKUP_RESOURCE_TYPE]: /^DisplayName$/,
};
const SHOWN_OF_TARGETS = /^Target\.Email$/;

/** A value that can be recognised wherever it gets to. */
export interface Mark {
  readonly place: string;
  readonly text: string;
}

export interface Marked {
  readonly event: Readonly<Record<string, unknown>>;
  readonly marks: readonly Mark[];
  /** Those that a message may have. */
  readonly shown: readonly Mark[];
}

/** An event of a resource type with a recognisable value in every property that may be personal or secret, and in the signed URL. */
export function markedEvent(resourceType: string, requestType: string, physicalResourceId: string, word: string): Marked {
  const marks: Mark[] = [];
  const mark = (value: unknown, path: readonly string[]): unknown => {
    if (Array.isArray(value)) return value.map((element, index) => mark(element, [...path, String(index)]));
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, mark(member, [...path, name])]));
    }
    const place = path.join('.');
    if (TECHNICAL.test(place) || place === 'Target.AccountId') return value;
    const text = `${word}${marks.length}x`;
    marks.push({ place, text });
    return /Emails\.0\.Value|Email$/.test(place) ? `${text}@example.com` : text;
  };
  const properties = mark(WELL_FORMED[resourceType], []);
  const secret = { place: 'ResponseURL', text: `${word}signature` };
  return {
    event: {
      RequestType: requestType, ResourceType: resourceType, ResponseURL: RESPONSE_URL.replace('abc', secret.text), RequestId: 'request-1', LogicalResourceId: 'Resource',
      StackId: 'arn:aws:cloudformation:us-east-1:123456789012:stack/A/1', ServiceToken: 'arn:aws:lambda:us-east-1:123456789012:function:f',
      ResourceProperties: properties,
      ...(requestType !== 'Create' && { PhysicalResourceId: physicalResourceId }),
      ...(requestType === 'Update' && { OldResourceProperties: WELL_FORMED[resourceType] }),
    },
    marks: [...marks, secret],
    shown: marks.filter(({ place }) => (SHOWN[resourceType] ?? SHOWN_OF_TARGETS).test(place)),
  };
}
