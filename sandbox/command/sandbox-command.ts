import { Command, InvalidArgumentError } from 'commander';
import { addControlCommands } from './control-commands';
import { addEnvironmentCommand } from './environment-command';
import { fail, USAGE_ERROR } from './failure';
import { addOrganizationsCommands } from './organizations-commands';
import { runSandbox, RunOptions } from './run-sandbox';

const HIGHEST_PORT = 65_535;

/**
 * Adds the command that starts a sandbox, and those for one that runs.
 *
 * @param file the JavaScript file that runs functions
 * @param words that the program was called with
 */
export function addSandboxCommand(program: Command, file: string, words: readonly string[]): void {
  const sandbox = program.command('sandbox')
    .description('Starts a local AWS for stacks of this library, on this computer only. With a command after --, runs that against it and stops; '
      + 'without one, stays and prints the environment to set.')
    .option('-p, --port <port>', 'the port to listen on; 0 takes a free one', port, 0)
    .option('-s, --seed <file>', 'a JSON file with what is there from the beginning')
    .option('--switches <file>', 'what cdk-org-guard probe has found of AWS\'s behaviour; counts for more than the switches of the seed; can be given several times', collect)
    .option('--record-only <type>', 'a resource type that is recorded instead of refused; can be given several times', collect)
    .option('--no-type-check', 'also takes types of AWS for --record-only that this version doesn\'t know')
    .argument('[command...]', 'what to run, after --, for example: -- cdk deploy')
    .addHelpText('after', HELP);
  sandbox.action((command: string[], options: RunOptions) => {
    // A mistyped command of the sandbox isn't one of the computer to run.
    const isForIt = words.includes('--');
    if (isForIt && (command[0] ?? '') === '') return fail('after -- comes the command that is to run against the sandbox; without -- the sandbox stays until it is stopped', USAGE_ERROR);
    if (command.length > 0 && !isForIt) return sandbox.error(`error: unknown command '${command[0]}'; what is to run against a sandbox comes after --`);
    return runSandbox(file, command, options);
  });
  addEnvironmentCommand(sandbox);
  addControlCommands(sandbox);
  addOrganizationsCommands(sandbox);
}

const HELP = `
Examples:
  npx cdk-org-guard sandbox -- npx cdk deploy
  npx cdk-org-guard sandbox --port 4600 --seed directory.json

A seed has what is in identity stores, organizations with their accounts, roles, parameters, secrets, and what of AWS's behaviour isn't
documented (docs/sandbox.md of this package, "The seed", has all members and switches):
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

function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

function port(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number > HIGHEST_PORT) throw new InvalidArgumentError(`It must be a number from 0 to ${HIGHEST_PORT}.`);
  return number;
}
