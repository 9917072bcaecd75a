import { callsEach, deploymentRatio, deployments, invocationsEach, succeeded } from '../figures';
import type { Deployments, DeploymentResult } from '../measures/deployment';
import { summaryOf } from '../statistics';
import type { ScenarioName } from '../subjects/deployment/people';
import { Way, WAYS } from '../subjects/deployment/ways';
import { kilobytes, number, spread, table } from './format';

const NAMES: Readonly<Record<Way, string>> = {
  guarded: 'this library', 'aws-custom-resource': '`AwsCustomResource`', 'provider-framework': 'provider framework, least handler',
};

const SCENARIOS: Readonly<Record<ScenarioName, string>> = { groups: '50 groups', people: '20 users, 3 groups, 60 memberships' };

export function deploymentSection(result: DeploymentResult): string {
  const scenarios = [...new Set(result.map(({ scenario }) => scenario))];
  return `A new stack, deployed by the real \`cdk deploy\` (without synthesis) in the sandbox, where functions are processes of their own and
four run at a time. The two others make the same calls and have no care for what is there already: what they would meet a conflict
with fails their deployment. Time is from the first to the last event of the stack.

${scenarios.map((scenario) => `### ${SCENARIOS[scenario]}\n\n${scenarioTable(result, scenario)}`).join('\n\n')}

As many requests as come are taken here, and policies are effective at once: neither of the others waits for a policy. In Lambda both
others find the SDK in the image; here they find the same packages by \`NODE_PATH\`. \`AwsCustomResource\` has \`installLatestAwsSdk: false\`.

### At the limit of the service

The same with 20 requests a second for each operation, as the Identity Store takes them.

${limitedTable(result)}`;
}

function scenarioTable(result: DeploymentResult, scenario: ScenarioName): string {
  const guarded = deployments(result, 'guarded', scenario);
  return table(
    ['', 'invocations each', 'calls to AWS each', 'time ÷ this library\'s', 'resources', 'functions', 'template, kB', 'deployed', 'note: seconds'],
    WAYS.map((way) => {
      const other = deployments(result, way, scenario);
      return [
        NAMES[way], spread(invocationsEach(other)), spread(callsEach(other)), way === 'guarded' ? '1' : spread(deploymentRatio(guarded, other)),
        number(other.templateResources), number(other.templateFunctions), kilobytes(other.templateBytes), share(other), seconds(other),
      ];
    }),
  );
}

function limitedTable(result: DeploymentResult): string {
  const limited = result.filter(({ requestsPerSecond }) => requestsPerSecond !== undefined);
  const withFailures = limited.some((each) => failureOf(each) !== '');
  const heads = ['', 'stack', 'deployed', 'calls to AWS each', 'note: seconds', ...(withFailures ? ['first failure'] : [])];
  return table(heads, limited.map((each) => [
    NAMES[each.way], SCENARIOS[each.scenario], share(each), spread(callsEach(each)), seconds(each), ...(withFailures ? [failureOf(each)] : []),
  ]));
}

function share(each: Deployments): string {
  return `${succeeded(each)} of ${each.samples.length}`;
}

function seconds({ samples }: Deployments): string {
  return spread(summaryOf(samples.map(({ stackMilliseconds }) => stackMilliseconds / 1_000)));
}

/** What AWS said, without the ids of the request. */
function failureOf({ samples }: Deployments): string {
  const failure = samples.find((sample) => sample.failure !== undefined)?.failure;
  return failure === undefined ? '' : failure.replace(/^.*Message returned: /, '').split(/ \(RequestId|\n|Logs:/)[0]?.replaceAll('|', '\\|') ?? '';
}
