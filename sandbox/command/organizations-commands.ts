import type { Command } from 'commander';
import type { AnsweredHandshake, AnswerInput } from '../control/answer-handshake';
import type { ClockInput, ClockState } from '../control/control';
import { JumpError, jumpOf } from '../control/parse-jump';
import { ask, command, Reached } from './running-sandbox';

const MILLISECONDS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const DURATION = /^(\d+)([smhd])$/;

/** The commands for the other side of an invitation, and for the time that it takes. */
export function addOrganizationsCommands(program: Command): void {
  for (const answer of ['accept', 'decline'] as const) {
    command(program, answer, `Lets the account that a handshake is for ${answer} it`)
      .argument('<handshake>', 'the id of the handshake, or the account id or e-mail that it is for')
      .action(async (handshake: string, options: Reached) => {
        const { handshakeId, state, accountId } = await ask<AnsweredHandshake>(options, 'POST', answer, { handshake } satisfies AnswerInput);
        console.log(`${handshakeId} is ${state}, by the account ${accountId}.`);
      });
  }

  const clock = command(program, 'clock', 'Shows the time in a running sandbox, or moves it ahead');
  clock.option('--advance <duration>', 'by how much to move it, for example 90s, 20m, 12h or 15d')
    .action(async ({ advance, ...options }: Reached & { advance?: string }) => {
      const { now } = advance === undefined
        ? await ask<ClockState>(options, 'GET', 'clock')
        : await ask<ClockState>(options, 'POST', 'clock', { milliseconds: durationOf(clock, advance) } satisfies ClockInput);
      console.log(`It is ${now} in the sandbox.`);
    });
}

function durationOf(clock: Command, text: string): number {
  const [, number, unit = ''] = DURATION.exec(text) ?? [];
  const factor = MILLISECONDS[unit];
  if (factor === undefined) return clock.error(`error: --advance is a number and one of s, m, h and d, such as 15d, not ${text}`);
  try {
    // What is too much for a number is too much for the clock.
    return jumpOf(Math.min(Number(number) * factor, Number.MAX_VALUE));
  } catch (thrown) {
    if (thrown instanceof JumpError) return clock.error(`error: ${thrown.message}, not by ${text}`);
    throw thrown;
  }
}
