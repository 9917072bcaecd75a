import { CATALOGUE, CatalogueEntry, FailureCode, FailureWords } from '../reasons/catalogue';
import { AwsError } from '../errors/aws-error';
import { printable, shown } from './wording';

/** Why a resource could not be brought to its declared state: a code of the catalogue and the words it needs. */
export interface Failure {
  readonly kind: 'REFUSED';
  readonly code: FailureCode;
  readonly words: Readonly<Record<string, string>>;
  /** The answer of AWS that the failure follows from, if there was one. */
  readonly evidence?: AwsError;
}

/** Makes a failure; the compiler checks that every word of the catalogue's texts is given. */
export function failure<Code extends FailureCode>(code: Code, words: FailureWords<Code>, evidence?: AwsError): Failure {
  return { kind: 'REFUSED', code, words, ...(evidence && { evidence }) };
}

/**
 * The one line that a person reads: code, what happened, what to do, the evidence, the link.
 *
 * @param logicalResourceId of the resource that fails
 */
export function messageOf({ code, words, evidence }: Failure, homepage: string, logicalResourceId = 'the resource'): string {
  const entry: CatalogueEntry = CATALOGUE[code];
  const all: Failure['words'] = { resource: shown(logicalResourceId), ...words };
  const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (_, word: string) => all[word] ?? '?');
  const parts = [
    `${code}: ${fill(entry.happened)}.`,
    `${fill(entry.remedy)}.`,
    ...(evidence ? [`[${evidenceOf(evidence)}]`] : []),
    `${homepage}/blob/main/docs/reasons.md#${code.toLowerCase()}`,
  ];
  return printable(parts.join(' '));
}

function evidenceOf({ exception, reason, operation, requestId }: AwsError): string {
  const name = reason ? `${exception} ${reason}` : exception;
  return [name, operation, ...(requestId ? [`request ${requestId}`] : [])].join(', ');
}
