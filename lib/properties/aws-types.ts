import { RemovalPolicy } from 'aws-cdk-lib';
import { IKeyRef } from 'aws-cdk-lib/aws-kms';
import { objectWith, oneOf, PropertyType } from './property-type';

/** Nothing here can be copied before it is deleted. */
export const REMOVAL_POLICY: PropertyType<RemovalPolicy> = oneOf(
  [RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE, RemovalPolicy.RETAIN, RemovalPolicy.DESTROY], 'RETAIN_ON_UPDATE_OR_DELETE, RETAIN or DESTROY',
);

export const KEY = objectWith<IKeyRef>(['keyRef'], 'a key, as Key.fromKeyArn() makes it');
