import { ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { reasonOf } from './failure';
import { leftInGroup, ProcessEntry, processTable } from './process-table';
import { SIGNALS } from './signals';

const CANT_BE_RUN = 1;

/** What a shell adds to the number of the signal that ended a command. */
const ENDED_BY_SIGNAL = 128;

/** How long what a command has left may take to end, in milliseconds. */
const LONGEST_END = 2000;
const PAUSE = 50;

/**
 * Runs a command to its end, with the signals that this process gets, and returns the exit code that a shell would give it. One that a signal has ended takes
 * along what it has started.
 *
 * At a terminal it shares the process group of this process, which Ctrl-C reaches as a whole, and can ask questions and control jobs there. Elsewhere it has
 * a group of its own.
 */
export async function runCommand(executable: string, words: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const isAtTerminal = process.stdin.isTTY;
  const before = isAtTerminal ? processTable() : [];
  let isSignalled = false;
  let child: ChildProcess | undefined;
  // Before the command begins, so that none is missed.
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      isSignalled = true;
      // The terminal has sent it to the command as well, which may take a second one for impatience.
      if (!isAtTerminal && child?.pid !== undefined) signalAll([groupOf(child)], signal);
      else if (signal !== 'SIGINT') child?.kill(signal);
    });
  }
  try {
    const command = child = spawn(executable, words, { env, stdio: 'inherit', detached: !isAtTerminal });
    const { exitCode, signal } = await endOf(command);
    if (signal !== null || isSignalled) await endLeft(() => leftBy(command, isAtTerminal, before));
    return signal === null ? exitCode : ENDED_BY_SIGNAL + constants.signals[signal];
  } catch (thrown) {
    console.error(`error: ${executable} can't be run: ${reasonOf(thrown)}`);
    return CANT_BE_RUN;
  }
}

function endOf(child: ChildProcess): Promise<{ readonly exitCode: number; readonly signal: NodeJS.Signals | null }> {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (exitCode, signal) => resolve({ exitCode: exitCode ?? 0, signal }));
  });
}

function leftBy(child: ChildProcess, isAtTerminal: boolean, before: readonly ProcessEntry[]): readonly number[] {
  return isAtTerminal ? leftInGroup(process.pid, before, processTable()) : [groupOf(child)].filter(isThere);
}

async function endLeft(left: () => readonly number[]): Promise<void> {
  signalAll(left(), 'SIGTERM');
  for (let waited = 0; waited < LONGEST_END && left().length > 0; waited += PAUSE) await sleep(PAUSE);
  signalAll(left(), 'SIGKILL');
}

/** A whole group is named by the negative id of the process that began it. */
function groupOf({ pid }: ChildProcess): number {
  return -(pid as number);
}

function isThere(id: number): boolean {
  return signalAll([id], 0);
}

/** Whether there was anybody to get it. */
function signalAll(ids: readonly number[], signal: NodeJS.Signals | 0): boolean {
  return ids.map((id) => {
    try {
      return process.kill(id, signal);
    } catch {
      // It has ended.
      return false;
    }
  }).includes(true);
}
