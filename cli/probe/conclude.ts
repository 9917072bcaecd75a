import type { Finding } from '../../sandbox/seed/probe-result';
import type { SeededSwitches } from '../../sandbox/seed/seed';
import type { FollowingSwitch } from './experiment';

/** What an experiment has found, with the switches that its table says may follow. */
export interface Concluded {
  readonly finding: Finding;
  readonly switches: readonly FollowingSwitch[];
  /** What AWS said when it wasn't carried out to its end. It never gets into a result. */
  readonly said?: string | undefined;
}

/** The switches that follow from what was seen. */
export function conclude(concluded: readonly Concluded[]): SeededSwitches {
  const followed: Record<string, Record<string, unknown>> = {};
  for (const { finding, switches } of concluded) {
    for (const { service, name, follows } of switches) {
      const value = finding.notSettled === undefined ? follows(finding.seen) : undefined;
      if (value !== undefined) (followed[service] ??= {})[name] = value;
    }
  }
  return followed as SeededSwitches;
}
