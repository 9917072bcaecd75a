import { RemovalPolicy } from 'aws-cdk-lib';
import { IAlias, IKeyRef } from 'aws-cdk-lib/aws-kms';
import { objectWith, oneOf, PropertyType } from './property-type';
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
