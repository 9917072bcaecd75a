import { constants } from 'node:os';
import { SIGNALS } from '../../sandbox/command/signals';
import { isStandardOutput, tellWritten, writePrivately } from '../private-file';
import { failWith } from '../refusal';
import { untell } from '../snapshot/progress';
import type { ProbeEnd } from './probe';
import { deniedLines, leftLines, saidLines, summaryOf } from './told';

/** What a shell adds to the number of the signal that ended a command. */
const ENDED_BY_SIGNAL = 128;

/** What a signal has ended. */
export interface Ending {
  readonly signal: AbortSignal;
  readonly exitCode: () => number;
}

/**
 * A signal ends the experiments; what was made is deleted before the command ends, however often it is told to.
 *
 * @param told what the first one is answered with
 */
export function endingBySignals(told: string): Ending {
  const ending = new AbortController();
  let exitCode = 0;
  // Of a terminal that was closed nothing can be told to anybody, and there is still something to delete.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      untell();
      if (!ending.signal.aborted) console.error(told);
      exitCode ||= ENDED_BY_SIGNAL + constants.signals[signal];
      ending.abort();
    });
  }
  return { signal: ending.signal, exitCode: () => exitCode };
}

/**
 * Writes and tells what a probe has found, and what it has left.
 *
 * @param options what it was told to be about
 */
export function writeEnd(ended: ProbeEnd, ending: Ending, out: string, options: string): void {
  untell();
  if (ended.kind === 'REFUSED') return failWith(`error: ${ended.why}`);
  for (const line of leftLines(options, ended.left)) console.error(line);
  if (ended.left.length === 0) console.error('Nothing is left of what it made.');
  if (ended.kind === 'STOPPED') return process.exit(ending.exitCode());
  writePrivately(`${JSON.stringify(ended.result, undefined, 1)}\n`, out);
  const denied = deniedLines(ended.said);
  console.error([...summaryOf(ended.result), ...saidLines(ended.said), ...denied].join('\n'));
  tellWritten(out);
  // What lacks a permission is about whoever probes, not about AWS.
  if (!isStandardOutput(out) && denied.length === 0) console.error('It names nobody and no place: docs/probe.md says how to send it in.');
  if (ended.left.length + denied.length > 0) process.exitCode = 1;
}
