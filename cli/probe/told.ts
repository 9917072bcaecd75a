import type { ProbeResult } from '../../sandbox/seed/probe-result';
import { LONGEST_PROBE, MOST_CALLS } from './allowance';
import type { Cleaned } from './clean';
import { LONGEST_STACK_PROBE, MOST_STACK_CALLS } from './stack/probe-stack';
import { RECORDERS } from './stack/template';
import type { Left } from './traces';

/** What somebody agrees to by `--i-know-this-writes`. */
export const WHAT_IT_WRITES = `What a probe writes into the identity store, and deletes again within ${LONGEST_PROBE / 1000} seconds and ${MOST_CALLS} calls:
  3 users called cdk-org-guard-probe-…, with addresses below example.com, who get no e-mail and no password
  3 groups called cdk-org-guard-probe-…, with memberships of these users only
A few more, if AWS takes a name twice. Nobody else is changed, nobody gets access to anything, and of the organization it only reads. It refuses to write where an identity provider
owns the store. What a killed probe leaves, --clean finds by its names.`;

/** The same of a stack. */
export const WHAT_STACKS_IT_MAKES = `What a probe of a stack makes in your account and Region, and deletes again within ${LONGEST_STACK_PROBE / 60_000} minutes and ${MOST_STACK_CALLS} calls:
  1 stack called cdk-org-guard-probe-…, with a log group, a role that may only write into it and read of this stack, 2 functions, and ${RECORDERS + 5} custom resources that only record
Without trouble that takes about five minutes, and costs nothing worth telling: some 80 calls of a function. --stack --print-policy prints the permissions that it needs.
Nobody else's stack is looked at or changed, nothing of identity stores and organizations is called, and no bucket is needed. What a killed probe leaves, --stack --clean finds by its name and tag, in that Region only.`;

/** What a person reads of a result. */
export function summaryOf({ calls, milliseconds, findings, switches }: ProbeResult): string[] {
  const settled = Object.entries(switches).flatMap(([service, values]) => Object.entries(values as object).map(([name, value]) => `${service}.${name} is ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`));
  const reasons = new Set(findings.flatMap(({ notSettled }) => notSettled ?? []));
  return [
    `${calls} calls in ${(milliseconds / 1000).toFixed(1)} seconds.`,
    ...settled.map((line) => `  ${line}`),
    ...[...reasons].map((why) => `Not settled: ${findings.filter(({ notSettled }) => notSettled === why).map(({ experiment }) => experiment).join(', ')}: ${why}`),
  ];
}

/** What AWS said of what wasn't settled, for whoever probes: it may name the account and people. */
export function saidLines(said: readonly string[]): string[] {
  if (said.length === 0) return [];
  return ['What AWS said, which isn\'t in the result:', ...said.map((line) => `  ${line}`)];
}

/** What to do if permissions were lacking. */
export function deniedLines(said: readonly string[]): string[] {
  return said.some((line) => /AccessDenied|not authorized/.test(line)) ? ['The same command with --print-policy prints the permissions that it needs.'] : [];
}

/**
 * What is still there, and how to get rid of it.
 *
 * @param options what a probe was told to be about
 */
export function leftLines(options: string, left: readonly Left[]): string[] {
  if (left.length === 0) return [];
  return [
    ...left.map(({ kind, name, why }) => `error: the ${kind} ${name} is left: ${why}`),
    `Run npx cdk-org-guard probe ${options} --clean, or delete it in the console.`,
  ];
}

/**
 * What became of what probes had left.
 *
 * @param where the store or the Region: elsewhere they may have left more
 */
export function cleanedLines({ deleted, left, alike }: Cleaned, where: string): string[] {
  return [
    ...deleted.map(({ kind, name }) => `Deleted the ${kind} ${name}.`),
    ...left.map(({ kind, name, why }) => `error: the ${kind} ${name} is left: ${why}`),
    ...alike.map((name) => `Left alone: ${name}, which looks like a name of a probe, and isn't one.`),
    ...deleted.length + left.length === 0 ? [`No probe has left anything in ${where}.`] : [],
  ];
}
