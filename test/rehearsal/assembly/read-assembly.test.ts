import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { App, CfnOutput, CfnStack, NestedStack, Stack, Stage, aws_ec2 as ec2, aws_lambda as lambda, aws_s3_assets as assets, aws_sns as sns } from 'aws-cdk-lib';
import type { AssemblyManifest } from '@aws-cdk/cloud-assembly-schema';
import type { AssemblyStack } from '../../../rehearsal/assembly/assembly';
import { readAssembly } from '../../../rehearsal/assembly/read-assembly';
import { ROOT } from '../../../scripts/root';
import { ownDirectory, synthesized } from '../../support/synthesized';

const ENV = { account: '111122223333', region: 'eu-west-1' };
const CODE = path.join(ROOT, 'assets', 'identity-store');

function stacksIn(directory: string): readonly AssemblyStack[] {
  const { assembly, refused } = readAssembly(directory);
  if (!assembly) throw new Error(refused);
  return assembly.stacks;
}

function onlyStackIn(directory: string): AssemblyStack {
  const [stack, ...others] = stacksIn(directory);
  if (!stack || others.length > 0) throw new Error('not one stack');
  return stack;
}

/** Two stacks, of which the first one uses the topic of the second. */
function referring(app: App): void {
  const using = new Stack(app, 'Alerts', { env: ENV });
  const topic = new sns.Topic(new Stack(app, 'Topics', { env: ENV }), 'Topic');
  new CfnOutput(using, 'TopicArn', { value: topic.topicArn });
}

function changeManifest(directory: string, change: (manifest: AssemblyManifest) => object): string {
  const file = path.join(directory, 'manifest.json');
  writeFileSync(file, JSON.stringify(change(JSON.parse(readFileSync(file, 'utf8')) as AssemblyManifest)));
  return directory;
}

describe('a stack of an assembly', () => {
  test('has what a deployment needs of its manifest', () => {
    const directory = synthesized((app) => {
      const stack = new Stack(app, 'Directory', { env: ENV, stackName: 'people', terminationProtection: true, tags: { team: 'platform' } });
      new sns.Topic(stack, 'Topic');
    });
    expect(onlyStackIn(directory)).toEqual({
      hierarchicalId: 'Directory',
      stackName: 'people',
      isTopLevel: true,
      account: '111122223333',
      region: 'eu-west-1',
      dependencies: [],
      errors: [],
      parameters: {},
      tags: { team: 'platform' },
      terminationProtection: true,
      lookupRole: { arn: 'arn:${AWS::Partition}:iam::111122223333:role/cdk-hnb659fds-lookup-role-111122223333-eu-west-1', minimumBootstrapVersion: 8 },
      template: readFileSync(path.join(directory, 'Directory.template.json'), 'utf8'),
      nestedTemplates: new Map(),
      constructPaths: new Map([['TopicBFC7AF6E', 'Directory/Topic/Resource']]),
      functionAssets: new Map(),
      contentsFiles: new Map(),
    });
  });

  test('has no account and no Region where the app leaves them to the credentials', () => {
    expect(onlyStackIn(synthesized((app) => new Stack(app, 'Directory')))).not.toHaveProperty(['account']);
    expect(onlyStackIn(synthesized((app) => new Stack(app, 'Directory', { env: { region: 'eu-west-1' } })))).toEqual(
      expect.objectContaining({ region: 'eu-west-1', lookupRole: expect.objectContaining({ arn: expect.stringContaining('${AWS::AccountId}') as string }) as object }));
  });

  test('has the parameters and the external id that its manifest gives', () => {
    const directory = changeManifest(synthesized((app) => new Stack(app, 'Directory', { env: ENV })), ({ artifacts = {}, ...manifest }) => {
      const { Directory } = artifacts;
      const properties = { ...Directory?.properties, parameters: { Stage: 'production' }, lookupRole: { arn: 'arn:aws:iam::111122223333:role/look', assumeRoleExternalId: 'x' } };
      return { ...manifest, artifacts: { ...artifacts, Directory: { ...Directory, properties } } };
    });
    expect(onlyStackIn(directory)).toMatchObject({ parameters: { Stage: 'production' }, lookupRole: { arn: 'arn:aws:iam::111122223333:role/look', externalId: 'x' } });
  });

  test('tells of each function where its code is', () => {
    const directory = synthesized((app) => {
      new lambda.Function(new Stack(app, 'Directory'), 'Function', { code: lambda.Code.fromAsset(CODE), handler: 'index.handler', runtime: lambda.Runtime.NODEJS_22_X });
    });
    const { functionAssets, template } = onlyStackIn(directory);
    const [[hash, file] = ['', '']] = functionAssets;
    expect(template).toContain(`"S3Key": "${hash}.zip"`);
    expect(readFileSync(path.join(file, 'index.js'))).toEqual(readFileSync(path.join(CODE, 'index.js')));
  });

  test.each([
    ['the template', { 'aws:cdk:enable-path-metadata': true }],
    ['the manifest, if the template has none', {}],
  ])('knows the paths of constructs from %s', (_, context) => {
    const directory = synthesized((app) => {
      const stack = new Stack(app, 'Directory');
      new sns.Topic(stack, 'Topic');
      new sns.Topic(new NestedStack(stack, 'Topic.Nested'), 'Topic');
    }, { context });
    const { constructPaths, nestedTemplates } = onlyStackIn(directory);
    expect([constructPaths, ...[...nestedTemplates.values()].map((nested) => nested.constructPaths)]).toEqual([
      new Map([
        ['TopicBFC7AF6E', 'Directory/Topic/Resource'],
        [expect.stringContaining('NestedStackResource'), 'Directory/Topic.Nested.NestedStack/Topic.Nested.NestedStackResource'],
      ]),
      new Map([['TopicBFC7AF6E', 'Directory/Topic.Nested/Topic/Resource']]),
    ]);
  });

  test('has no paths of constructs if neither tells them', () => {
    const directory = synthesized((app) => {
      const stack = new Stack(app, 'Directory');
      new sns.Topic(stack, 'Topic');
      new sns.Topic(new NestedStack(stack, 'Nested'), 'Topic');
    });
    writeFileSync(path.join(directory, 'Directory.metadata.json'), '{}');
    const { constructPaths, nestedTemplates } = onlyStackIn(directory);
    expect([constructPaths, ...[...nestedTemplates.values()].map((nested) => nested.constructPaths)]).toEqual([new Map(), new Map()]);
  });
});

describe('nested stacks', () => {
  test.each([['with', { 'aws:cdk:enable-asset-metadata': true }], ['without', {}]])('come with their templates, at any depth, %s metadata about assets', (_, context) => {
    const directory = synthesized((app) => {
      const nested = new NestedStack(new Stack(app, 'Directory', { env: ENV }), 'People');
      new lambda.Function(nested, 'Function', { code: lambda.Code.fromAsset(CODE), handler: 'index.handler', runtime: lambda.Runtime.NODEJS_22_X });
      new sns.Topic(new NestedStack(nested, 'Topics'), 'Topic');
    }, { context });
    const { nestedTemplates, template, functionAssets } = onlyStackIn(directory);
    const [people] = nestedTemplates.values();
    const [topics] = people?.nestedTemplates.values() ?? [];
    expect([...nestedTemplates.keys(), ...people?.nestedTemplates.keys() ?? [], ...topics?.nestedTemplates.keys() ?? []]).toEqual([
      'PeopleNestedStackPeopleNestedStackResourceBAA15DE4', 'TopicsNestedStackTopicsNestedStackResourceC458736A',
    ]);
    expect(template).toContain(`/cdk-hnb659fds-assets-111122223333-eu-west-1/${people?.objectKey}"`);
    expect(people?.template).toContain(`/${topics?.objectKey}"`);
    expect(people?.template).toContain(`"S3Key": "${[...functionAssets.keys()][0]}.zip"`);
    expect(JSON.parse(topics?.template ?? '')).toMatchObject({ Resources: { TopicBFC7AF6E: { Type: 'AWS::SNS::Topic' } } });
  });

  test('that CDK has not made come with their templates if these are assets, also in YAML, and without paths of constructs', () => {
    const file = path.join(ownDirectory(), 'nested.yaml');
    writeFileSync(file, 'Resources:\n  TopicBFC7AF6E:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: !Sub "a-${AWS::Region}"\n');
    const directory = synthesized((app) => {
      const stack = new Stack(app, 'Directory');
      new sns.Topic(stack, 'Topic');
      new CfnStack(stack, 'Own', { templateUrl: new assets.Asset(stack, 'Template', { path: file }).httpUrl });
      new CfnStack(stack, 'Elsewhere', { templateUrl: 'https://s3.amazonaws.com/elsewhere/template.json' });
    });
    const { nestedTemplates } = onlyStackIn(directory);
    expect(nestedTemplates).toEqual(new Map([['Own', {
      template: readFileSync(file, 'utf8'), objectKey: expect.stringMatching(/^[0-9a-f]{64}\.yaml$/) as string, nestedTemplates: new Map(), constructPaths: new Map(),
    }]]));
  });
});

describe('stacks', () => {
  const idsIn = (directory: string): readonly string[] => stacksIn(directory).map(({ hierarchicalId }) => hierarchicalId);

  test.each<[string, (app: App) => void, string]>([
    ['an export', referring, 'Fn::ImportValue'],
    ['an output that is read weakly', referring, 'Fn::GetStackOutput'],
    ['a declared dependency', (app) => new Stack(app, 'Alerts').addDependency(new Stack(app, 'Topics')), ''],
  ])('come after what they depend on by %s', (_, declare, template) => {
    expect(stacksIn(synthesized(declare, { context: { '@aws-cdk/core:defaultCrossStackReferences': template === 'Fn::GetStackOutput' ? 'weak' : 'strong' } }))).toEqual([
      expect.objectContaining({ hierarchicalId: 'Topics', dependencies: [] }),
      expect.objectContaining({ hierarchicalId: 'Alerts', dependencies: ['Topics'], template: expect.stringContaining(template) as string }),
    ]);
  });

  test('of stages come along, with the assets that are kept outside of the stage', () => {
    const directory = synthesized((app) => {
      const production = new Stage(app, 'Production', { env: ENV });
      const people = new Stack(production, 'People');
      new lambda.Function(people, 'Function', { code: lambda.Code.fromAsset(CODE), handler: 'index.handler', runtime: lambda.Runtime.NODEJS_22_X });
      people.addDependency(new Stack(production, 'Directory'));
      new Stack(new Stage(production, 'Deep'), 'Deepest');
      new Stack(app, 'Root');
    });
    const stacks = stacksIn(directory);
    expect(stacks.map(({ hierarchicalId, stackName, isTopLevel, dependencies }) => ({ hierarchicalId, stackName, isTopLevel, dependencies }))).toEqual([
      { hierarchicalId: 'Root', stackName: 'Root', isTopLevel: true, dependencies: [] },
      { hierarchicalId: 'Production/Directory', stackName: 'Production-Directory', isTopLevel: false, dependencies: [] },
      { hierarchicalId: 'Production/Deep/Deepest', stackName: 'Production-Deep-Deepest', isTopLevel: false, dependencies: [] },
      { hierarchicalId: 'Production/People', stackName: 'Production-People', isTopLevel: false, dependencies: ['Production/Directory'] },
    ]);
    const [file = ''] = stacks.flatMap(({ functionAssets }) => [...functionAssets.values()]);
    expect(readFileSync(path.join(file, 'index.js'))).toEqual(readFileSync(path.join(CODE, 'index.js')));
  });

  test('of a stage can be read alone, by its directory', () => {
    const directory = synthesized((app) => new Stack(new Stage(app, 'Production'), 'Directory'));
    expect(idsIn(path.join(directory, 'assembly-Production'))).toEqual(['Production/Directory']);
  });

  test('may be none', () => {
    expect(idsIn(synthesized(() => undefined))).toEqual([]);
  });
});

describe('refused is', () => {
  test('a directory that is not there', () => {
    expect(readAssembly('nowhere/cdk.out')).toEqual({ refused: 'there is no directory nowhere/cdk.out: run cdk synth, or name the directory that it has written' });
  });

  test('a directory that is no assembly', () => {
    const directory = ownDirectory();
    expect(readAssembly(directory)).toEqual({
      refused: `${directory} is no cloud assembly, as it has no manifest.json: name the directory that cdk synth has written`,
    });
  });

  test.each([
    ['is no JSON', '', 'Unexpected end of JSON input, while parsing ""'],
    ['has no version', '{}', 'Invalid semver string: "undefined"'],
  ])('a manifest that %s', (_, text, why) => {
    const directory = ownDirectory();
    writeFileSync(path.join(directory, 'manifest.json'), text);
    expect(readAssembly(directory)).toEqual({ refused: `${path.join(directory, 'manifest.json')} can't be read: ${why}. Run cdk synth again` });
  });

  test('missing context, also of stages, with its keys', () => {
    const directory = synthesized((app) => {
      ec2.Vpc.fromLookup(new Stack(app, 'Network', { env: ENV }), 'Vpc', { vpcId: 'vpc-1' });
      void new Stack(new Stage(app, 'Production'), 'Zones', { env: ENV }).availabilityZones;
    });
    expect(readAssembly(directory)).toEqual({
      refused: 'the app needs values from its accounts that cdk.context.json lacks: availability-zones:account=111122223333:region=eu-west-1, '
        + 'vpc-provider:account=111122223333:filter.vpc-id=vpc-1:region=eu-west-1:returnAsymmetricSubnets=true. Run cdk synth with credentials, which looks them up',
    });
  });

  test('a circle of stacks', () => {
    const directory = changeManifest(synthesized(referring), ({ artifacts = {}, ...manifest }) =>
      ({ ...manifest, artifacts: { ...artifacts, Topics: { ...artifacts.Topics, dependencies: ['Alerts'] } } }));
    expect(readAssembly(directory)).toEqual({
      refused: 'none of these stacks can be deployed before the others, because they depend on each other in a circle: Alerts, Topics',
    });
  });

  test('a dependency that is not there', () => {
    const directory = changeManifest(synthesized(referring), ({ artifacts: { Topics: _, ...artifacts } = {}, ...manifest }) =>
      ({ ...manifest, artifacts }));
    expect(readAssembly(directory)).toEqual({ refused: `the stack Alerts in ${directory} depends on Topics, which isn't there: run cdk synth again` });
  });

  test.each(['properties', 'environment'])('a stack without its %s', (member) => {
    const directory = changeManifest(synthesized((app) => new Stack(app, 'Directory')), ({ artifacts = {}, ...manifest }) =>
      ({ ...manifest, artifacts: { ...artifacts, Directory: { ...artifacts.Directory, [member]: undefined } } }));
    expect(readAssembly(directory)).toEqual({ refused: `the manifest in ${directory} says of the stack Directory no template or no environment: run cdk synth again` });
  });

  test.each(['Directory.template.json', 'Directory.assets.json', 'Directory.metadata.json'])('an assembly without its %s', (name) => {
    const directory = synthesized((app) => new Stack(app, 'Directory'));
    const file = path.join(directory, name);
    rmSync(file);
    expect(readAssembly(directory)).toEqual({ refused: `${file} can't be read: ENOENT: no such file or directory, open '${file}'. Run cdk synth again` });
  });
});

// aws-cdk-lib comes with a newer schema every few weeks, and its users update it without updating this package.
test('an assembly in a newer schema than is known, with fields and artifacts that are not, is read as any other', () => {
  const directory = changeManifest(synthesized((app) => new Stack(app, 'Directory')), ({ artifacts = {}, ...manifest }) =>
    ({ ...manifest, version: '1000.0.0', unheard: 'of', artifacts: { ...artifacts, New: { type: 'unheard:of' as never } } }));
  expect(readAssembly(directory).assembly?.stacks.map(({ stackName }) => stackName)).toEqual(['Directory']);
});
