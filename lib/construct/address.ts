import { createHash } from 'node:crypto';
import { Stage } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/**
 * The `node.addr` that a construct would have if its stage were the app. It is the same for the copies of a construct in all stages, so that a stack has the
 * same logical ids in each of them.
 */
export function addressInStage(construct: IConstruct): string {
  const { scopes } = construct.node;
  const stage = Stage.of(construct);
  const within = scopes.slice(stage ? scopes.indexOf(stage) + 1 : 1).map(({ node }) => node.id);
  const hash = createHash('sha1');
  for (const id of ['', ...within].filter((name) => name !== 'Default')) hash.update(`${id}\n`);
  return `c8${hash.digest('hex')}`;
}
