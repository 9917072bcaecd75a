import { Token } from 'aws-cdk-lib';
import { DATE, EMAIL, isInCalendar, MOST_PHOTOS } from '../contract/text-forms';
import { USER_TEXTS } from '../contract/user-attributes';
import { matchProblem, nameProblem, Problem, textProblem } from '../properties/problems';
import { propertyOf } from '../properties/property-name';
import { Address, EnterpriseExtension, Photo } from './user-attributes';
import { UserDeclaration } from './user-props';

type Problems = readonly (Problem | undefined)[];

/** What of a user the service doesn't take, in the order in which it is looked at. */
export function userProblems(user: UserDeclaration): Problems {
  return [
    nameProblem('user', 'userName', user.userName),
    ...textProblems('', Object.fromEntries(USER_TEXTS.map(propertyOf).map((text) => [text, user[text]]))),
    ...textProblems('name.', user.name),
    matchProblem('email', user.email, EMAIL.form, EMAIL.allowed),
    ...typedProblems(user, 'email', 'emailType'),
    ...typedProblems(user, 'phoneNumber', 'phoneNumberType'),
    ...typedProblems(user, 'role', 'roleType'),
    ...partProblems('address', user.address),
    ...partProblems('enterprise', user.enterprise),
    dateProblem(user.birthdate),
    ...photoProblems(user.photos),
  ];
}

function textProblems(place: string, texts: object): Problems {
  return Object.entries(texts).map(([property, text]: [string, string | undefined]) => textProblem(place + property, text));
}

/** A structure without any part would be an attribute without a value. */
function partProblems(property: string, parts: Address | EnterpriseExtension | undefined): Problems {
  if (parts === undefined) return [];
  if (Object.values(parts as object).every((part) => part === undefined)) return [{ property, value: parts, allowed: 'left out or have at least one part' }];
  return textProblems(`${property}.`, parts);
}

/** The type says something about a value, so it needs one. */
function typedProblems(user: UserDeclaration, property: keyof UserDeclaration, typeProperty: keyof UserDeclaration): Problems {
  const { [property]: value, [typeProperty]: type } = user;
  const isAlone = type !== undefined && value === undefined;
  return [
    ...textProblems('', { [property]: value, [typeProperty]: type }),
    ...(isAlone ? [{ property: typeProperty, value: type, allowed: `left out as long as ${property} is` }] : []),
  ];
}

function dateProblem(birthdate: string | undefined): Problem | undefined {
  const problem = matchProblem('birthdate', birthdate, DATE.form, DATE.allowed);
  if (problem || birthdate === undefined || Token.isUnresolved(birthdate) || isInCalendar(birthdate)) return problem;
  return { property: 'birthdate', value: birthdate, allowed: DATE.allowed };
}

function photoProblems(photos: readonly Photo[] | undefined): Problems {
  if (!photos) return [];
  if (photos.length < 1 || photos.length > MOST_PHOTOS) {
    return [{ property: 'photos', value: photos.map(({ value }) => value), allowed: `1 to ${MOST_PHOTOS} photos, not ${photos.length}` }];
  }
  return photos.flatMap(({ primary: _, ...texts }, index) => textProblems(`photos[${index}].`, texts));
}
