/** Synthesises one stack: `deployment-app.ts WAY SCENARIO SCALE DIRECTORY`. */
import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { declareAwsCustomResources } from './deployment/aws-custom-resource';
import { declareGuarded } from './deployment/guarded';
import { People, scenario, ScenarioName } from './deployment/people';
import { declareBehindProvider } from './deployment/provider-framework';
import type { Way } from './deployment/ways';

const DECLARE: Readonly<Record<Way, (stack: Stack, people: People) => void>> = {
  guarded: declareGuarded,
  'aws-custom-resource': declareAwsCustomResources,
  'provider-framework': declareBehindProvider,
};

const STACK = 'People';

const [way, name, scale, outdir = ''] = process.argv.slice(2);
const app = new App({ analyticsReporting: false, outdir });
const stack = new Stack(app, STACK, { env: { account: '123456789012', region: 'us-east-1' } });
DECLARE[way as Way](stack, scenario(name as ScenarioName, Number(scale)));
// The image of Lambda has the SDK. Here it is found by this variable.
for (const construct of stack.node.findAll()) {
  const isFunction = construct instanceof CfnResource && construct.cfnResourceType === 'AWS::Lambda::Function';
  if (isFunction && way !== 'guarded') construct.addPropertyOverride('Environment.Variables.NODE_PATH', process.env.BENCH_NODE_PATH);
}
app.synth();
