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
    file: 'lambda/custom-resource/another-environment.ts',
    line: 'const isFirstDelivery = signed !== undefined && session.started < signed + BETWEEN_DELIVERIES;',
    mutator: 'ConditionalExpression', replacement: 'true',
    why: 'nothing is smaller than what isn\'t a number, which this sum is then; the compiler doesn\'t add to what may be undefined',
  },
  {
    file: 'lambda/custom-resource/handler.ts',
    line: 'if (result.kind === \'REFUSED\' && isForAnotherEnvironment(result, session, madeAt(answerUrl))) {',
    mutator: 'ConditionalExpression', replacement: 'true',
    why: 'only what is refused has a code; the compiler wants to know that it is',
  },
  {
    file: 'lambda/custom-resource/handler.ts',
    line: 'const reader = new PropertyReader(event.ResourceProperties, \'ResourceProperties\');',
    mutator: 'StringLiteral', replacement: '""',
    why: 'what can\'t be read of a resource that was never made is never told',
  },
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
    file: 'lambda/guard/call.ts', line: 'return { kind: \'ERRED\', error, verdict: classify(error) };',
    mutator: 'StringLiteral', replacement: '""',
    why: 'what isn\'t done has erred; the compiler wants a name for it',
  },
  {
    file: 'lambda/guard/repeat.ts', line: 'return { kind: \'AGAIN\', answer, obstacle };',
    mutator: 'StringLiteral', replacement: '""',
    why: 'what is neither settled nor given up is tried again; the compiler wants a name for it',
  },
  {
    file: 'lambda/guard/pace.ts', line: 'if (wait > 0) await pause(session, wait);',
    mutator: 'EqualityOperator', replacement: 'wait >= 0',
    why: 'a pause of no time is none',
  },
  {
    file: 'lambda/guard/ownership.ts', line: 'return oldest < 0 ? undefined : replaces.slice(0, oldest);',
    mutator: 'EqualityOperator', replacement: 'oldest <= 0',
    why: 'an id begins with its ownership, never with what it replaces',
  },
  {
    file: 'lambda/guard/denial.ts', line: 'export function causeOfDenial(message = \'\'): string {',
    mutator: 'StringLiteral', replacement: '"Stryker was here!"',
    why: 'neither text is a sentence of AWS',
  },
  {
    file: 'lambda/guard/denial.ts', line: 'const found = says.exec(isOfArn ? message : message.replaceAll(ARN, \'\'))?.[1];',
    mutator: 'StringLiteral', replacement: '"Stryker was here!"',
    why: 'neither text names a network rule',
  },
  {
    file: 'lambda/guard/role.ts', line: 'export function roleIn(text = \'\'): Role | undefined {',
    mutator: 'StringLiteral', replacement: '"Stryker was here!"',
    why: 'neither text is an ARN',
  },
  {
    file: 'lambda/guard/deletion-look.ts',
    line: 'if (found.kind !== \'DONE\' || !found.output || isKnownToStay(found.output, stack, template) || !shared) return found;',
    mutator: 'ConditionalExpression', replacement: 'false',
    why: 'what failed has no output, for which it is returned as well; the compiler wants to know that it didn\'t fail',
  },
  {
    file: 'lambda/guard/holders.ts',
    line: 'export function asHolder({ logicalResourceId, physicalResourceId = \'\', changed = 0 }: ListedResource): Holder | undefined {',
    mutator: 'StringLiteral', replacement: '"Stryker was here!"',
    why: 'neither text is an id that this library wrote',
  },
  {
    file: 'lambda/guard/stack-reading.ts',
    line: 'return text.kind === \'FAILED\' && text.code === \'ACCESS_DENIED\' ? done({ what: undefined, readAt }) : text;',
    mutator: 'ConditionalExpression', replacement: 'true',
    why: 'only what failed has a code; the compiler wants to know that it did',
  },
  {
    file: 'lambda/guard/stack-template.ts', line: '} catch {',
    mutator: 'BlockStatement', replacement: '{}',
    why: 'a function that ends without a return gives undefined as well; that it is meant is better said',
  },
];
