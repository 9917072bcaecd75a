import { App, Stack } from 'aws-cdk-lib';
import { Completion, ContentsSource, IdentityStore, IdentityStoreContents } from '../../../lib';
import { CONTENTS_RESOURCE_TYPE } from '../../../lib/contract/contents';
import type { Properties, ResourceDefinition } from '../../../sandbox/cloudformation/template';
import { ASSETS, STORE } from '../../support/ids';
import { checked, Contents, exclusiveGroups } from './declared';
import { WrittenFile, writtenFile } from './file-lines';
import type { ContentsStep } from './plan';
import { SIBLING_HANDLER } from './sibling';

/** The logical id of the contents in every template. */
export const LOGICAL_ID = 'Contents1';

type Resources = Readonly<Record<string, ResourceDefinition>>;

/** What the construct makes of itself, in which only the properties and the file are different from one template to the next. */
interface Example {
  readonly contents: ResourceDefinition;
  readonly key: string;
  readonly others: string;
}

/** By whether there is a workflow. */
const known = new Map<boolean, Example>();

/** What a template is made of. */
export interface Declared {
  /** None if the construct has gone. */
  readonly contents: Contents | undefined;
  readonly sibling: ContentsStep['sibling'];
  /** Of the deployment, so that a sibling is another one each time. */
  readonly number: number;
}

/**
 * The template of a stack with contents, in the shape that the construct gives it.
 *
 * @param publish puts the file into the bucket for assets
 */
export function templateOf({ contents, sibling, number }: Declared, publish: (key: string, file: WrittenFile) => void): string {
  const example = exampleWith(contents?.handling !== undefined && contents.handling !== 'ONE_CALL');
  const file = contents && writtenFile(checked(contents.file));
  const key = file ? `${file.hash}.gz` : example.key;
  if (file) publish(key, file);
  const others = JSON.parse(example.others.replaceAll(example.key, key)) as Resources;
  const declared = contents && file && { ...example.contents, Properties: { ...example.contents.Properties, ...propertiesOf(contents, key, file.hash) } };
  const beside = siblingOf(sibling, number, example, others, contents !== undefined);
  return JSON.stringify({ Resources: { ...others, ...(declared && { [LOGICAL_ID]: declared }), ...beside } });
}

function propertiesOf(contents: Contents, key: string, hash: string): Properties {
  const groups = [...exclusiveGroups({ ...contents, file: checked(contents.file) })];
  const exclusive = groups.map(([Group, mayBeEmptied]) => ({ Group, ...(mayBeEmptied && { MayBeEmptied: true }) }));
  return {
    Source: { Bucket: ASSETS, Key: key, Hash: hash },
    ...(exclusive.length > 0 && { Exclusive: exclusive }),
    ConflictPolicy: contents.conflictPolicy,
    MembershipConflictPolicy: contents.membershipConflictPolicy,
    Protection: { MostRemovals: contents.mostRemovals, MostRemovalsPercent: 100 },
    MostFailures: contents.mostFailures,
    RequestsPerSecond: contents.requestsPerSecond,
    ...(contents.handling !== 'BACKGROUND' && { WaitMinutes: 50 }),
    RemovalPolicy: contents.isDestroyed ? 'DESTROY' : 'RETAIN',
    ...(contents.removesUsers && { RemovedUsers: 'DELETE' }),
    ...(contents.removesGroups && { RemovedGroups: 'DELETE' }),
    ...(contents.generation > 0 && { Generation: String(contents.generation) }),
  };
}

/** A resource of somebody else's that fails: beside the contents, or after them. */
function siblingOf(sibling: ContentsStep['sibling'], number: number, { contents }: Example, others: Resources, hasContents: boolean): Resources {
  if (sibling === null) return {};
  const [name, own] = Object.entries(others).find(([, { Type }]) => Type === 'AWS::Lambda::Function') as [string, ResourceDefinition];
  const after = sibling === 'AFTER' && hasContents ? [LOGICAL_ID] : contents.DependsOn as string[];
  return {
    SiblingFunction: { ...own, Properties: { ...own.Properties, Handler: SIBLING_HANDLER }, DependsOn: name },
    Sibling: {
      Type: 'Custom::Sibling', DependsOn: ['SiblingFunction', ...after],
      Properties: { ServiceToken: { 'Fn::GetAtt': ['SiblingFunction', 'Arn'] }, Milliseconds: sibling === 'AFTER' ? 0 : sibling, Number: number },
    },
  };
}

function exampleWith(hasWorkflow: boolean): Example {
  const example = known.get(hasWorkflow) ?? synthesized(hasWorkflow);
  known.set(hasWorkflow, example);
  return example;
}

function synthesized(hasWorkflow: boolean): Example {
  const app = new App({ analyticsReporting: false });
  const stack = new Stack(app, 'Stack');
  new IdentityStoreContents(stack, 'Contents', {
    identityStore: IdentityStore.fromIdentityStoreId(stack, 'Directory', STORE), source: ContentsSource.inline({ groups: [{ displayName: 'x' }] }),
    ...(hasWorkflow && { completion: Completion.background() }),
  });
  const { Resources: resources } = app.synth().getStackByName(stack.stackName).template as { readonly Resources: Resources };
  const [[id, contents]] = Object.entries(resources).filter(([, { Type }]) => Type === CONTENTS_RESOURCE_TYPE) as [[string, ResourceDefinition]];
  const { [id]: _contents, ...others } = resources;
  return { contents, key: (contents.Properties?.Source as { readonly Key: string }).Key, others: JSON.stringify(others) };
}
