import { Command, Option } from 'commander';
import { version } from '../../package.json';
import { reasonOf } from '../../sandbox/command/failure';
import { textIn } from '../given-file';
import { refuseOptionOfOtherVerb } from '../option-elsewhere';
import { tellWritten, whyNotWritable, writePrivately } from '../private-file';
import { callingOptions, failWith, refusal } from '../refusal';
import { collectStore } from '../snapshot/store-option';
import { snapshotMarkdown } from './markdown';
import { planPage } from './plan-page';
import { LookRequest, readLive } from './read';
import { readSandbox } from './read-sandbox';
import { parseShown, Shown } from './shown';
import { snapshotPage } from './snapshot-page';

const FORMATS = ['html', 'markdown'] as const;

/** What isn't the name of a file. */
const LIVE = ['live', 'sandbox'];

interface LookOptions extends Omit<LookRequest, 'version'> {
  readonly from: string;
  readonly out?: string;
  readonly format: (typeof FORMATS)[number];
}

/** Adds the command that draws what is there, or what a deployment would do. */
export function addLookCommand(program: Command): void {
  const look = program.command('look')
    .description('Draws who is in which group, the organization, and what the stacks of this library own, or a plan: one HTML file that loads nothing and runs nothing. '
      + 'It changes nothing: every call reads.')
    .option('--from <what>', 'live for what is there now, sandbox for a running one, or the file of a snapshot or of a plan (plan --format json)', 'live')
    .option('-o, --out <file>', 'where to write it, readable for you alone; - for the standard output')
    .addOption(new Option('--format <format>', 'how it is drawn; markdown has only the organization').choices(FORMATS).default('html'))
    .option('-i, --identity-store <id[@region]>', 'an identity store to read beside those that the stacks name; can be given several times', collectStore)
    .option('--profile <name>', 'a profile of the AWS configuration')
    .option('--region <region>', 'the Region of the stacks, and of stores that name none')
    .option('--endpoint-url <url>', 'where to send the requests instead of to AWS')
    .addHelpText('after', HELP);
  refuseOptionOfOtherVerb(look, 'as', 'format');
  look.action(async (options: LookOptions) => {
    const { out } = options;
    if (out === undefined || out === '') return look.error('error: where to? Give --out FILE, or --out - for the standard output');
    const unused = unusedWithFile(options);
    if (unused !== undefined) return look.error(`error: ${options.from} is a file, in which is all that is drawn; ${unused} is for what is read live`);
    const why = whyNotWritable(out);
    if (why !== undefined) return failWith(`error: ${why}`);
    try {
      writePrivately(drawn(await shownFrom(options), options.format), out);
      tellWritten(out);
    } catch (thrown) {
      failWith(refusal(thrown, callingOptions(options, process.env)));
    }
  });
}

const HELP = `
Examples:
  npx cdk-org-guard look --identity-store d-1234567890 --out report.html
  npx cdk-org-guard look --from directory.json --out report.html
  npx cdk-org-guard plan --format json --out plan.json; npx cdk-org-guard look --from plan.json --out plan.html
  npx cdk-org-guard look --from sandbox --format markdown --out -`;

function unusedWithFile({ from, identityStore, profile, region, endpointUrl }: LookOptions): string | undefined {
  if (LIVE.includes(from)) return undefined;
  const given = { '--identity-store': identityStore, '--profile': profile, '--region': region, '--endpoint-url': endpointUrl };
  return Object.entries(given).find(([, value]) => value !== undefined)?.[0];
}

async function shownFrom(options: LookOptions): Promise<Shown> {
  const { from, out: _out, format: _format, ...request } = options;
  if (from === 'live') return { kind: 'snapshot', snapshot: await readLive({ ...request, version }) };
  if (from === 'sandbox') return { kind: 'snapshot', snapshot: await readSandbox({ ...request, version }) };
  const { text, refused } = textIn(from);
  if (refused !== undefined) throw new Error(`${refused}; give --from live, sandbox, or the file of a snapshot or of a plan`);
  try {
    return parseShown(text);
  } catch (thrown) {
    throw new Error(`${from} can't be looked at: ${reasonOf(thrown)}`, { cause: thrown });
  }
}

function drawn(shown: Shown, format: LookOptions['format']): string {
  if (shown.kind === 'snapshot') return format === 'html' ? snapshotPage(shown.snapshot) : snapshotMarkdown(shown.snapshot);
  if (format === 'html') return planPage(shown.plan);
  throw new Error('a plan as Markdown is what plan --format markdown writes');
}
