import { FaultOptions, nameOf, textIn, wholeNumberIn } from './fault-options';

interface ExceptionMember {
  readonly member: string;
  readonly help: string;
  readonly read: (options: FaultOptions, name: string) => string | number;
}

/** What exceptions of AWS carry besides their message, by the options that give it. */
export const EXCEPTION_MEMBERS: Readonly<Record<string, ExceptionMember>> = {
  '--reason <reason>': { member: 'Reason', help: 'the Reason of that exception, for example CONCURRENT_MODIFICATION', read: textIn },
  '--resource-type <type>': { member: 'ResourceType', help: 'its ResourceType, for example IDENTITY_STORE', read: textIn },
  '--resource-id <id>': { member: 'ResourceId', help: 'its ResourceId', read: textIn },
  '--retry-after-seconds <seconds>': {
    member: 'RetryAfterSeconds', help: 'its RetryAfterSeconds', read: (options, name) => wholeNumberIn(options, name, { least: 0 }),
  },
};

/** @throws FaultError */
export function exceptionMembersIn(options: FaultOptions): Readonly<Record<string, string | number>> {
  return Object.fromEntries(Object.entries(EXCEPTION_MEMBERS).flatMap(([flags, { member, read }]) => {
    const name = nameOf(flags);
    return options[name] === undefined ? [] : [[member, read(options, name)] as const];
  }));
}
