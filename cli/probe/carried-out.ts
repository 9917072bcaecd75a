import { Finding, PROBE_FORMAT, ProbeResult, Seen } from '../../sandbox/seed/probe-result';
import type { Time } from '../../sandbox/time/time';
import { Allowance, Ended } from './allowance';
import { Concluded, conclude } from './conclude';
import { CallFailed } from './ended-call';
import { Experiment, NotSettled } from './experiment';

/** What a probe has found, in the format in which it is sent in. */
export function resultOf(
  concluded: readonly Concluded[], { calls, milliseconds }: Allowance, { version, time }: { readonly version: string; readonly time: Time },
): ProbeResult {
  return {
    format: PROBE_FORMAT,
    version,
    day: new Date(time.now()).toISOString().slice(0, 'YYYY-MM-DD'.length),
    calls,
    milliseconds,
    findings: concluded.map(({ finding }) => finding),
    switches: conclude(concluded),
  };
}

/** One that can't be carried out leaves the others to be. Nothing is thrown, so that there is always a cleaning up. */
export async function carriedOut<World>(
  experiments: readonly Experiment<World>[], world: World, allowance: Allowance, tell: (step: string) => void,
): Promise<Concluded[]> {
  const concluded: Concluded[] = [];
  for (const { name, run, switches } of experiments) {
    if (allowance.isStopped) break;
    tell(`${name} (${allowance.calls} calls made)`);
    const { said, ...looked } = await run(world).then(
      (seen: Seen) => ({ seen, said: undefined }), (thrown: unknown) => ({ seen: {}, notSettled: whyNot(thrown), said: saidIn(thrown) }),
    );
    concluded.push({ finding: { experiment: name, ...looked } satisfies Finding, switches, said });
  }
  return concluded;
}

/** In words that go into the result: what AWS says may name somebody. */
function whyNot(thrown: unknown): string {
  if (thrown instanceof CallFailed) return `${thrown.action}: ${thrown.exception}`;
  if (thrown instanceof NotSettled || thrown instanceof Ended) return thrown.message;
  return `an error of the probe itself: ${(thrown as Error).name}`;
}

function saidIn(thrown: unknown): string | undefined {
  if (thrown instanceof CallFailed) return `${thrown.action}: ${thrown.exception}: ${thrown.message}`;
  return thrown instanceof NotSettled ? thrown.said : undefined;
}

/** What AWS said of what couldn't be carried out, each once. */
export function allSaid(concluded: readonly Concluded[]): string[] {
  return [...new Set(concluded.flatMap(({ said = [] }) => said))];
}

/** What a look has found, or nothing if somebody has ended the probe meanwhile. */
export async function unlessStopped<Looked>(allowance: Allowance, look: () => Promise<Looked>): Promise<Looked | undefined> {
  try {
    return await look();
  } catch (thrown) {
    if (allowance.isStopped) return undefined;
    throw thrown;
  }
}
