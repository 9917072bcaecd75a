import { Command, Option } from 'commander';

/** Has whoever gives an option that only another verb has be told of the one that does the same here. */
export function refuseOptionOfOtherVerb(command: Command, other: string, own: string): void {
  command.addOption(new Option(`--${other} [value]`).hideHelp());
  command.on(`option:${other}`, () => command.error(`error: ${command.name()} has no option --${other}: give --${own}`));
}
