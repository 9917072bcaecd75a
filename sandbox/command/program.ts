import { Command, InvalidArgumentError } from 'commander';
import { version } from '../../package.json';
import { addControlCommands } from './control-commands';
import { addOrganizationsCommands } from './organizations-commands';
import { runSandbox } from './run-sandbox';

const HIGHEST_PORT = 65_535;
const USAGE_ERROR = 2;

/**
 * The command line.
 *
 * @param file this very JavaScript file
 */
export function program(file: string): Command {
  const command = new Command('cdk-org-guard')
    .description('Tools of the CDK construct library cdk-org-guard')
    .version(version)
    .showHelpAfterError()
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : USAGE_ERROR));

  command.command('sandbox')
    .description('Starts a local AWS for stacks of this library, on this computer only. With a command, runs that against it and stops; '
      + 'without one, stays and prints the environment to set.')
    .option('-p, --port <port>', 'the port to listen on; 0 takes a free one', port, 0)
    .option('-s, --seed <file>', 'a JSON file with what is there from the beginning')
    .option('--record-only <type>', 'a resource type that is recorded instead of refused; can be given several times', collect, [])
    .argument('[command...]', 'what to run, after --, for example: -- cdk deploy')
    .addHelpText('after', HELP)
    .action((words: string[], options: { port: number; seed?: string; recordOnly: string[] }) => runSandbox(file, words, options));
  addControlCommands(command);
  addOrganizationsCommands(command);
  return command;
}

const HELP = `
Examples:
  npx cdk-org-guard sandbox -- npx cdk deploy
  npx cdk-org-guard sandbox --port 4600 --seed directory.json

A seed has what is in identity stores, organizations with their accounts, and what of AWS's behaviour isn't documented (docs/sandbox.md
in the repository has all members and switches):
  { "identityStores": { "d-1234567890": {
      "groups": [{ "displayName": "admins", "description": "Platform team" },
                 { "displayName": "synced", "externalIds": [{ "issuer": "https://idp.example.com", "id": "42" }] }],
      "users": [{ "userName": "ada", "displayName": "Ada Lovelace", "name": { "givenName": "Ada", "familyName": "Lovelace" },
                  "email": "ada@example.com" }],
      "memberships": [{ "group": "admins", "user": "ada" }],
      "encryptionKey": { "arn": "arn:aws:kms:us-east-1:123456789012:key/1", "state": "ENABLED" }
    } },
    "organizations": [{ "managementAccount": "123456789012", "organizationalUnits": ["Workloads"],
      "accounts": [{ "id": "222233334444", "organizationalUnit": "Workloads" }] }],
    "accounts": [{ "id": "111122223333", "email": "payments@example.com" }],
    "switches": { "identityStore": { "readLagMilliseconds": 1000 }, "organizations": { "readLag": 1000 } } }`;

function collect(value: string, before: string[]): string[] {
  return [...before, value];
}

function port(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number > HIGHEST_PORT) throw new InvalidArgumentError(`It must be a number from 0 to ${HIGHEST_PORT}.`);
  return number;
}
