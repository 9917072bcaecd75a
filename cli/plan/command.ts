import { Command, InvalidArgumentError, Option } from 'commander';
import { version } from '../../package.json';
import type { Plan } from '../../rehearsal/plan';
import { refuseOptionOfOtherVerb } from '../option-elsewhere';
import { tellWritten, whyNotWritable, writePrivately } from '../private-file';
import { callingOptions, failWith, refusal } from '../refusal';
import { collectStore } from '../snapshot/store-option';
import { exitCodeOf, FAILURES } from './exit-code';
import { planJson } from './json';
import { planMarkdown } from './markdown';
import type { GivenParameters, PlanRequest } from './request';
import { terminalOf } from './terminal';
import { planText } from './text';

const FORMATS = ['text', 'json', 'markdown'] as const;

interface PlanOptions extends Omit<PlanRequest, 'patterns' | 'version'> {
  readonly format: (typeof FORMATS)[number];
  readonly out: string;
  readonly failOn?: (typeof FAILURES)[number];
  readonly detailedExitcode?: boolean;
  readonly showValues?: boolean;
  readonly verbose?: boolean;
}

/** Adds the command that tells what a deployment would do. */
export function addPlanCommand(program: Command): void {
  const command = program.command('plan')
    .description('Tells what a deployment would do with users, groups, memberships and invitations, by deploying to a copy of what is really there. It changes nothing: '
      + 'every call reads.')
    .argument('[stacks...]', 'names or patterns of stacks, as for cdk deploy; those that they depend on come along')
    .option('-a, --app <app>', 'the command that runs the app, or a directory such as cdk.out; what cdk.json says by default')
    .addOption(new Option('--from <file>', 'a snapshot to plan on, instead of reading what is there now').conflicts('identityStore'))
    .option('-e, --exclusively', 'leaves out the stacks that the named ones depend on')
    .option('--parameters <[stack:]name=value>', 'a parameter, of one stack or of all; can be given several times', collectParameter)
    .option('-i, --identity-store <id[@region]>', 'an identity store to read beside those that the templates name; can be given several times', collectStore)
    .addOption(new Option('--format <format>', 'how the plan is written').choices(FORMATS).default('text'))
    .option('-o, --out <file>', 'where to write it, readable for you alone; - for the standard output', '-')
    .addOption(new Option('--fail-on <what>', 'ends with exit code 4 if anything is removed, or changed; refusals end with 3 in any case').choices(FAILURES))
    .addOption(new Option('--drift', 'tells instead what differs from what is deployed; stacks are called by their names then, and no app is needed').conflicts(OF_APP))
    .option('--detailed-exitcode', 'ends with exit code 2 if anything would change')
    .option('--show-values', 'shows in Markdown also the values that are there now')
    .option('--verbose', 'lists also what stays as it is')
    .option('--profile <name>', 'a profile of the AWS configuration')
    .option('--region <region>', 'the Region of stacks that name none')
    .option('--endpoint-url <url>', 'where to send the requests instead of to AWS')
    .addHelpText('after', HELP)
    // Elsewhere it is 2, which here is a plan with changes.
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 1))
    .action(async (patterns: readonly string[], options: PlanOptions) => {
      const why = whyNotWritable(options.out);
      if (why !== undefined) return failWith(`error: ${why}`);
      // A sandbox is a process of this command, too, and has no use for what a rehearsal is made of.
      const { makePlan } = await import('./make-plan.js');
      const made = await makePlan({ ...options, patterns, version })
        .catch((thrown: unknown) => failWith(refusal(thrown, callingOptions(options, process.env))));
      if (made.plan === undefined) return failWith(`error: ${made.refused}`);
      try {
        writePrivately(written(made.plan, options), options.out);
        tellWritten(options.out);
      } catch (thrown) {
        failWith(refusal(thrown));
      }
      process.exitCode = exitCodeOf(made.plan, { isDetailed: options.detailedExitcode ?? false, ...(options.failOn && { failOn: options.failOn }) });
    });
  refuseOptionOfOtherVerb(command, 'as', 'format');
}

const HELP = `
Examples:
  npx cdk-org-guard plan
  npx cdk-org-guard plan People --profile admin --format markdown --out plan.md
  npx cdk-org-guard plan --app cdk.out --from mine.json

Exit codes: 0 planned, 1 no plan of some stack, 2 changes (with --detailed-exitcode), 3 refused or lost, 4 removals or changes (with --fail-on).`;

/** What no app is needed for has no use for. */
const OF_APP = ['app', 'exclusively', 'parameters'];

function written(plan: Plan, { format, showValues = false, verbose = false, out }: PlanOptions): string {
  switch (format) {
    case 'json': return planJson(plan);
    case 'markdown': return planMarkdown(plan, { showsValues: showValues });
    case 'text': return planText(plan, { ...terminalOf(out === '-' ? process.stdout : {}, process.env), isVerbose: verbose });
  }
}

function collectParameter(text: string, before: GivenParameters = []): GivenParameters {
  const [, stack, name, value] = /^(?:([^:=]+):)?([A-Za-z0-9]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError('It must be NAME=VALUE or STACK:NAME=VALUE.');
  return [...before, { ...(stack !== undefined && { stack }), name, value }];
}
