import { Command } from 'commander';
import { addLookCommand } from '../../cli/look/command';
import { addPlanCommand } from '../../cli/plan/command';
import { addScanCommand } from '../../cli/scan/command';

const COMMANDS = { scan: addScanCommand, plan: addPlanCommand, look: addLookCommand };

/** What a command says when it is called so, and its help. */
function called(name: keyof typeof COMMANDS, ...words: readonly string[]): { readonly said: string; readonly help: string } {
  const said: string[] = [];
  const program = new Command().configureOutput({ writeErr: (text) => said.push(text) });
  COMMANDS[name](program);
  const [command] = program.commands as [Command];
  command.exitOverride((error) => { throw error; });
  expect(() => program.parse([name, ...words], { from: 'user' })).toThrow();
  return { said: said.join(''), help: command.helpInformation() };
}

test.each([
  ['scan', ['--organization', '--format', 'csv'], 'error: scan has no option --format: give --as\n'],
  ['scan', ['--organization', '--format'], 'error: scan has no option --format: give --as\n'],
  ['plan', ['--as', 'json'], 'error: plan has no option --as: give --format\n'],
  ['look', ['--as=html', '--out', '-'], 'error: look has no option --as: give --format\n'],
] as const)('whoever gives %s the option of another verb (%j) is told of its own', (name, words, said) => {
  expect(called(name, ...words).said).toBe(said);
});

test('the help has no option of another verb', () => {
  expect(called('scan', '--format').help).not.toContain('--format');
});
