import { Command, InvalidArgumentError, Option } from 'commander';
import { version } from '../../package.json';
import { refuseOptionOfOtherVerb } from '../option-elsewhere';
import { callingOptions, failWith, refusal } from '../refusal';
import { collectStore, StoreOption } from '../snapshot/store-option';
import { makeScan } from './make-scan';
import { FORMS, isApp, ScanRequest } from './request';
import { summaryOf } from './summary';

type ScanOptions = Omit<ScanRequest, 'version' | 'onlyGroup'> & Partial<Pick<ScanRequest, 'onlyGroup'>>;

/** Adds the command that writes what is there as an app, or as tables. */
export function addScanCommand(program: Command): void {
  const command = program.command('scan')
    .description('Writes an app that adopts what is there: users, groups, memberships, accounts of the organization. It changes nothing: every call reads.')
    .option('-i, --identity-store <id[@region]>', 'the identity store to write', oneStore)
    .option('--organization', 'writes the accounts of the organization')
    .option('--only-group <pattern>', 'only groups whose names fit, with their members, for example \'team-*\'; can be given several times', collectPattern)
    .addOption(new Option('--own <what>', 'has the app own what it else only adopts, so that what leaves the app is revoked').choices(['memberships']))
    .addOption(new Option('--as <form>', 'an app (typescript), with a construct for each (constructs) or with one resource for all of the directory (contents), which is what an app gets '
    + 'with too many for constructs; or tables (csv), or one document (json)').choices(FORMS).default('typescript'))
    .option('--from <file>', 'a snapshot to write, instead of reading what is there now; all of it if nothing is named')
    .option('-o, --out <folder>', 'where to write; files are readable for you alone, and what scan has not written is not overwritten', 'scan')
    .option('--profile <name>', 'a profile of the AWS configuration')
    .option('--region <region>', 'the Region of a store that names none')
    .option('--endpoint-url <url>', 'where to send the requests instead of to AWS')
    .addHelpText('after', HELP);
  refuseOptionOfOtherVerb(command, 'format', 'as');
  command.action(async ({ onlyGroup = [], ...given }: ScanOptions) => {
    const options = { ...given, onlyGroup };
    if (options.from === undefined && options.identityStore === undefined && options.organization !== true) {
      return command.error('error: what? Give --identity-store ID, --organization, or a snapshot by --from FILE');
    }
    if (options.onlyGroup.length > 0 && options.from === undefined && options.identityStore === undefined) {
      return command.error('error: --only-group is about the groups of an identity store: give --identity-store ID as well');
    }
    if (options.own !== undefined && !isApp(options.as)) return command.error('error: --own is about an app, and tables own nothing: leave it out, or --as');
    const unused = unusedWithFile(options);
    if (unused !== undefined) return command.error(`error: ${options.from} is what is scanned, and nothing is read; ${unused} is for what is read live`);
    if (options.out === '') return command.error('error: --out is the name of a folder, and not empty');
    const made = await makeScan({ ...options, version }).catch((thrown: unknown) => failWith(refusal(thrown, callingOptions(options, process.env))));
    if (made.refused !== undefined) return failWith(`error: ${made.refused}`);
    const { scan, snapshot: { reading, notRead }, files, gone, surroundings } = made;
    console.log(summaryOf({ ...options, scan, notRead, caller: reading.caller.arn, files, gone, ...(surroundings && { surroundings }) }));
  });
}

const HELP = `
Examples:
  npx cdk-org-guard scan --identity-store d-1234567890 --out people
  npx cdk-org-guard scan --identity-store d-1234567890@eu-west-1 --only-group 'team-*' --own memberships
  npx cdk-org-guard scan --organization --profile admin --out accounts
  npx cdk-org-guard scan --from directory.json --as csv --out tables`;

function oneStore(text: string): StoreOption {
  return collectStore(text, [])[0] as StoreOption;
}

function unusedWithFile({ from, profile, region, endpointUrl }: ScanOptions): string | undefined {
  if (from === undefined) return undefined;
  const given = { '--profile': profile, '--region': region, '--endpoint-url': endpointUrl };
  return Object.entries(given).find(([, value]) => value !== undefined)?.[0];
}

function collectPattern(text: string, before: readonly string[] = []): readonly string[] {
  if (text === '') throw new InvalidArgumentError('It must not be empty.');
  return [...before, text];
}
