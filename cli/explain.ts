import type { Command } from 'commander';
import { explanationOf, listed, suggestion } from './explanation';
import { callingOptions, refusal } from './refusal';
import { tellWaiting } from './waiting';

const WAITING = 'tells instead for whom the deployment of a stack waits, and what they have to do; reads the stack, those nested in it, and its '
  + 'invitations with the credentials, profile and Region that the AWS CLI would take';

const EXAMPLES = [
  '', '--waiting Accounts', 'ALREADY_IN_AN_ORGANIZATION', 'UNIQUENESS_CONSTRAINT_VIOLATION', '"ConflictException UNIQUENESS_CONSTRAINT_VIOLATION"',
  'KEPT_UNPROVEN',
].map((words) => `  npx cdk-org-guard explain ${words}`.trimEnd()).join('\n');

/** Of what isn't known, more would only hide what is said of it. */
const LONGEST_QUOTE = 100;

/** Adds the command that prints what is known of a reason for which a deployment failed. */
export function addExplainCommand(program: Command): void {
  const explain = program.command('explain')
    .description('Explains the code at the beginning of a failure, an exception or reason of AWS, or a result in a function\'s log: '
      + 'what happened, why, and what to do')
    .argument('[code...]', 'for example ALREADY_EXISTS, ConflictException or KEPT, or a whole message; all codes are listed without it')
    .option('--waiting <stack>', WAITING)
    .addHelpText('after', `\nExamples:\n${EXAMPLES}`)
    .action(async (words: readonly string[], { waiting: stack }: { readonly waiting?: string }) => {
      if (stack !== undefined && words.length > 0) return explain.error('error: give a code or --waiting, not both');
      if (stack?.trim() === '') return explain.error('error: --waiting is the name of a stack, and not empty');
      if (stack !== undefined) return console.log(await tellWaiting(stack).catch(refused));
      if (words.length === 0) return console.log(listed());
      const text = words.join(' ').trim();
      if (text === '') return explain.error('error: the code is empty; without one all are listed');
      const explanation = explanationOf(text);
      if (explanation !== undefined) return console.log(explanation);
      const quote = text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
      const known = 'a code of the catalogue nor an exception or reason of AWS that is known, nor a result in a function\'s log';
      return explain.error(`error: ${quote} is neither ${known}${suggestion(text)}`);
    });
}

function refused(thrown: unknown): never {
  console.error(refusal(thrown, callingOptions({}, process.env)));
  return process.exit(1);
}
