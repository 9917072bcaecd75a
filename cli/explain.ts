import type { Command } from 'commander';
import { homepage } from '../package.json';
import { awsErrorOf } from '../lambda/errors/aws-error';
import { Treatment, TREATMENTS } from '../lambda/errors/treatment';
import { tellWaiting } from './waiting';
import { CATALOGUE, CatalogueEntry } from '../lambda/reasons/catalogue';

const COLUMNS = 100;

const WAITING = 'tells instead for whom the deployment of a stack waits, and what they have to do; reads the stack, those nested in it, and its invitations with the credentials, profile and Region '
  + 'that the AWS CLI would take';

/** Adds the command that prints what is known of a reason for which a deployment failed. */
export function addExplainCommand(program: Command): void {
  const explain = program.command('explain')
    .description('Explains the code at the beginning of a failure, or an exception or reason of AWS: what happened, why, and what to do')
    .argument('[code]', 'for example ALREADY_EXISTS or ConflictException; all codes are listed without it')
    .option('--waiting <stack>', WAITING)
    .addHelpText('after', '\nExamples:\n  npx cdk-org-guard explain\n  npx cdk-org-guard explain --waiting Accounts\n  npx cdk-org-guard explain ALREADY_IN_AN_ORGANIZATION\n  npx cdk-org-guard explain UNIQUENESS_CONSTRAINT_VIOLATION')
    .action(async (code: string | undefined, { waiting: stack }: { readonly waiting?: string }) => {
      if (stack !== undefined && code !== undefined) return explain.error('error: give a code or --waiting, not both');
      if (stack !== undefined) return console.log(await tellWaiting(stack).catch(refused));
      if (code === undefined) return console.log(listed());
      const known = code.toUpperCase();
      const answers = TREATMENTS.filter(({ exception, detail }) => [exception, detail].some((name) => name.toUpperCase() === known));
      const isCode = Object.hasOwn(CATALOGUE, known);
      if (!isCode && answers.length === 0) return explain.error(`error: ${code} is neither a code of the catalogue nor an exception or reason of AWS that is known${suggestion(known)}`);
      const ofCode = isCode ? [explained(known, CATALOGUE[known as keyof typeof CATALOGUE])] : [];
      console.log([...ofCode, ...answers.map(treated)].join('\n\n'));
    });
}

/** What isn't an answer of AWS is told by its status: what the SDK says of it is about its own parser. */
export function refusal(thrown: unknown): string {
  const { exception, message, httpStatus } = awsErrorOf('', thrown);
  const parts = exception === `HTTP ${httpStatus}` ? [message] : [exception, message];
  return `error: ${parts.filter((part) => part !== '').join(': ')}`;
}

function refused(thrown: unknown): never {
  console.error(refusal(thrown));
  return process.exit(1);
}

/** What becomes of an answer of AWS. */
function treated({ service, exception, detail, treatment }: Treatment): string {
  return wrapped(`${exception}${detail === '' ? '' : ` ${detail}`} (${service}). ${capitalized(treatment)}.`);
}

function codes(): string[] {
  return Object.keys(CATALOGUE).sort();
}

function listed(): string {
  return `${codes().join('\n')}\n\nnpx cdk-org-guard explain CODE tells what one of them means.`;
}

function explained(code: string, { happened, cause, remedy }: CatalogueEntry): string {
  const paragraphs = [`What happened. ${capitalized(happened)}. (What stands in braces is filled in.)`, `Why. ${cause}`, `What to do. ${remedy}.`];
  return [code, ...paragraphs.map(wrapped), `${homepage}/blob/main/docs/reasons.md#${code.toLowerCase()}`].join('\n\n');
}

/** Codes that the unknown one is a part of, or that are a part of it. */
function suggestion(unknown: string): string {
  const alike = codes().filter((code) => code.includes(unknown) || unknown.includes(code));
  return alike.length === 0 ? '; without a code all are listed' : `; perhaps ${alike.join(', ')}`;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function wrapped(text: string): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + 1 + word.length > COLUMNS) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.join('\n');
}
