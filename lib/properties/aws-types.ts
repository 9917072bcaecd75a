import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { IAlias, IKeyRef } from 'aws-cdk-lib/aws-kms';
import { IConstruct } from 'constructs';
import { objectThatDoes, objectWith, oneOf, PropertyType } from './property-type';
import { refuse } from './validation';

/** Nothing here can be copied before it is deleted. */
export const REMOVAL_POLICY: PropertyType<RemovalPolicy> = oneOf<RemovalPolicy>({
  RETAIN_ON_UPDATE_OR_DELETE: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE, RETAIN: RemovalPolicy.RETAIN, DESTROY: RemovalPolicy.DESTROY,
});

const ANY_KEY = objectWith<IKeyRef>(['keyRef'], 'a key, as Key.fromKeyArn() makes it');

/** Aliases pass as keys, but a policy that names an alias allows nothing, and CloudWatch Logs takes none. */
export const KEY: PropertyType<IKeyRef> = {
  isRequired: false,
  read: (scope, property, value) => {
    const { aliasName } = value as Partial<IAlias>;
    return aliasName === undefined ? ANY_KEY.read(scope, property, value) : refuse(scope, property, aliasName, 'the key itself, not an alias of it');
  },
};

export const DURATION = objectThatDoes<Duration>(['isUnresolved', 'toHumanString', 'toMinutes'], 'a Duration, as Duration.minutes() makes it');

/** How long CloudFormation waits is computed from a time, so it can't be a token. */
export function requireMinutes(scope: IConstruct, property: string, time: Duration | undefined, most: number): void {
  if (!time) return;
  const minutes = time.isUnresolved() ? NaN : time.toMinutes({ integral: false });
  if (Number.isInteger(minutes) && minutes >= 1 && minutes <= most) return;
  refuse(scope, property, time.isUnresolved() ? 'a token' : time.toHumanString(), `a whole number of minutes from 1 to ${most}, known at synthesis`);
}
