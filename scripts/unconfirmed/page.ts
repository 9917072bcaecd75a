import * as path from 'node:path/posix';
import type { Experiment } from '../../cli/probe/experiment';
import { ORGANIZATION_EXPERIMENTS, STORE_EXPERIMENTS } from '../../cli/probe/experiments';
import { OPEN_QUESTIONS } from '../../cli/probe/open-questions';
import { STACK_EXPERIMENTS, THROTTLING_EXPERIMENTS } from '../../cli/probe/stack/experiments';
import { UNCONFIRMED } from '../../rehearsal/unconfirmed';
import { DEFAULT_SWITCHES } from '../../sandbox/cloudformation/switches';
import { DEFAULT_IDENTITY_STORE_SWITCHES } from '../../sandbox/identity-store/switches';
import { DEFAULT_LAMBDA_SWITCHES } from '../../sandbox/lambda/switches';
import { DEFAULT_ORGANIZATIONS_SWITCHES } from '../../sandbox/organizations/switches';
import type { SeededSwitches } from '../../sandbox/seed/seed';

const EXPERIMENTS: readonly Experiment<never>[] = [...STORE_EXPERIMENTS, ...ORGANIZATION_EXPERIMENTS, ...STACK_EXPERIMENTS, ...THROTTLING_EXPERIMENTS];

/** All switches of the sandbox, with their defaults. */
const DEFAULTS: Readonly<Record<keyof SeededSwitches, object>> = {
  identityStore: DEFAULT_IDENTITY_STORE_SWITCHES,
  organizations: DEFAULT_ORGANIZATIONS_SWITCHES,
  cloudFormation: DEFAULT_SWITCHES,
  lambda: DEFAULT_LAMBDA_SWITCHES,
};

const INTRODUCTION = `# What of AWS isn't confirmed

<!-- Written by \`npm run docs\` from cli/probe/experiments.ts, cli/probe/stack/experiments.ts, cli/probe/open-questions.ts, rehearsal/unconfirmed.ts and the switches of the sandbox. -->

Those who wrote this library had no AWS account. What its sources leave open stands here, with what settles it, and what goes by it until then: the functions are right either way, and
tests run both ways of a switch. [probe.md](probe.md) says how an experiment is carried out in your account in seconds, or with a stack in minutes, and [sandbox.md](sandbox.md) what each switch means.

## What a probe settles

| not known | experiment | switches | code that goes by it |
|---|---|---|---|
`;

const OPEN = `
## What no probe settles yet

| not known | why not | switches | code that goes by it | marked as UNCONFIRMED in |
|---|---|---|---|---|
`;

const SWITCHES = `
## The switches

A [plan](plan.md) of a deployment that reads a switch with another value here is also made with that value, and says what would be different.

| switch | the sandbox takes it for | confirmed by | a plan also tries |
|---|---|---|---|
`;

/** The page about what nobody could confirm, in Markdown. */
export function unconfirmedPage(): string {
  const settled = EXPERIMENTS.map(({ facts, name, switches, code }) => row(facts.join('; '), `\`${name}\``, inCode(switches.map((each) => each.name)), inCode(code)));
  const open = OPEN_QUESTIONS.map(({ facts, why, switches, code, marks = {} }) =>
    row(facts.join('; '), why, inCode(switches.flatMap(({ names }) => names)), inCode(code), Object.keys(marks).map(link).join(', ') || 'none'));
  const switches = Object.entries(DEFAULTS).flatMap(([service, defaults]) => Object.entries(defaults as Readonly<Record<string, unknown>>)
    .map(([name, value]) => row(`\`${service}.${name}\``, shown(value), confirmationOf(service, name), triedValueOf(service as keyof SeededSwitches, name))));
  return `${INTRODUCTION}${settled.join('')}${OPEN}${open.join('')}${SWITCHES}${switches.join('')}`;
}

function row(...cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}

function inCode(words: readonly string[]): string {
  return words.length === 0 ? 'none' : words.map((word) => `\`${word}\``).join(', ');
}

function link(page: string): string {
  return `[${path.basename(page, '.md')}](${path.relative('docs', page)})`;
}

/** What has a structure is in the page of the sandbox. */
function shown(value: unknown): string {
  if (typeof value === 'number') return value.toLocaleString('en-US');
  return typeof value === 'object' ? 'a rate for each operation' : `\`${String(value)}\``;
}

function confirmationOf(service: string, name: string): string {
  const experiment = EXPERIMENTS.find(({ switches }) => switches.some((each) => each.service === service && each.name === name));
  return experiment ? `\`${experiment.name}\`` : 'none yet';
}

function triedValueOf(service: keyof SeededSwitches, name: string): string {
  const tried = UNCONFIRMED.map(({ switches }) => switches[service] as Readonly<Record<string, unknown>> | undefined)
    .find((values) => values && name in values);
  return tried ? shown(tried[name]) : 'no other';
}
