/** Why a mutant may live: the change makes no difference that a test could see, and the code can't be said more simply. */
export interface Survivor {
  readonly file: string;
  /** The line of the mutant, without its indentation. */
  readonly line: string;
  readonly mutator: string;
  readonly replacement: string;
  readonly why: string;
}

export const SURVIVORS: readonly Survivor[] = [
  {
    file: 'lambda/custom-resource/handler.ts',
    line: 'const oldProperties: unknown = resource.read(new PropertyReader(event.OldResourceProperties, \'OldResourceProperties\'));',
    mutator: 'StringLiteral', replacement: '""',
    why: 'the problems of old properties are never told, and neither is the name',
  },
  {
    file: 'lambda/guard/ownership.ts', line: 'return replaces === undefined ? undefined : parsePhysicalResourceId(replaces);',
    mutator: 'ConditionalExpression', replacement: 'false',
    why: 'a regular expression takes undefined for a text that is no id; the compiler doesn\'t',
  },
  {
    file: 'lambda/guard/own-stack.ts', line: 'const logicalIds: string[] = [];',
    mutator: 'ArrayDeclaration', replacement: '["Stryker was here"]',
    why: 'only compared with another reading, which then begins with the same',
  },
  {
    file: 'lambda/guard/own-stack.ts', line: 'for (let pages = 1; ; pages++) {',
    mutator: 'UpdateOperator', replacement: 'pages--',
    why: 'what counts is whether there was one page, and counting down leaves one as well',
  },
  {
    file: 'lambda/guard/own-stack.ts', line: 'function holdersOf({ logicalResourceId, physicalResourceId = \'\', changed = 0 }: ListedResource): Holder[] {',
    mutator: 'StringLiteral', replacement: '"Stryker was here!"',
    why: 'neither text is an id that this library wrote',
  },
  {
    file: 'lambda/guard/own-stack.ts', line: 'return owned ? [{ ...owned, logicalResourceId, changed }] : [];',
    mutator: 'ArrayDeclaration', replacement: '["Stryker was here"]',
    why: 'a text has no id, so that it matches no entity; the compiler knows that it is no holder',
  },
  {
    file: 'lambda/identity-store/decide/membership-update.ts',
    line: 'if (found.kind === \'DONE\' && found.output === owned.id) return nothing(owned);',
    mutator: 'ConditionalExpression', replacement: 'true',
    why: 'what isn\'t found has no id that this one could have; the compiler wants to know that it is found',
  },
];
