/** Synthesises one stack: `deployment-app.ts WAY SCENARIO SCALE DIRECTORY`. */
import { App, Stack } from 'aws-cdk-lib';
import { declareAwsCustomResources } from './deployment/aws-custom-resource';
import { declareGuarded } from './deployment/guarded';
import { People, scenario, ScenarioName } from './deployment/people';
import { declareBehindProvider } from './deployment/provider-framework';
import { findSdk } from './deployment/sdk-of-image';
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
if (way !== 'guarded') findSdk(stack);
app.synth();
