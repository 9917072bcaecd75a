import { BOOTSTRAP } from './bootstrap';
import { IAM } from './iam';
import { IDENTITY_CENTER } from './identity-center';
import { LAMBDA } from './lambda';
import { S3 } from './s3';
import { SURROUNDINGS } from './surroundings';
import type { PropertyTreatments } from './treatment';

/** Every resource type that is emulated, with all of its properties that aren't only read. */
const TABLE = { ...SURROUNDINGS, ...BOOTSTRAP, ...IAM, ...IDENTITY_CENTER, ...LAMBDA, ...S3 };

export type EmulatedType = keyof typeof TABLE;

export const PROPERTIES: Readonly<Record<EmulatedType, PropertyTreatments>> = TABLE;

/** Types whose properties are anything: the function behind them gets them all. */
const OF_ANY_PROPERTIES: readonly string[] = ['AWS::CloudFormation::CustomResource'] satisfies EmulatedType[];

/** What becomes of the properties of a type. Nothing is known of those that anything may be, and of types that are only recorded. */
export function treatmentsOf(type: string): PropertyTreatments | undefined {
  return OF_ANY_PROPERTIES.includes(type) || !Object.hasOwn(PROPERTIES, type) ? undefined : PROPERTIES[type as EmulatedType];
}
