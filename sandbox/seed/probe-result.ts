import { refuseRepeatedMembers } from './repeated-members';
import type { SeededSwitches } from './seed';
import { BOOLEAN, checkShape, either, list, matching, members, NOT_NEGATIVE, oneOf, record, SeedError, Shape, TEXT, wholeNumberFrom } from './shape';
import { SWITCHES } from './switches';

/** What the format of a result of a probe is called, with its version. */
export const PROBE_FORMAT = 'cdk-org-guard/probe@1';

/** What was seen of AWS, in words and numbers that name nobody and no place. */
export type Seen = Readonly<Record<string, string | number | boolean>>;

/** What one experiment has found. */
export interface Finding {
  readonly experiment: string;
  readonly seen: Seen;
  /** Why it wasn't carried out to its end. */
  readonly notSettled?: string;
}

/** How AWS really behaves, as somebody has probed it. Nothing in it tells whose store it was. */
export interface ProbeResult {
  readonly format: typeof PROBE_FORMAT;
  /** Of the command. */
  readonly version: string;
  /** For example `2026-11-30`. */
  readonly day: string;
  readonly calls: number;
  readonly milliseconds: number;
  readonly findings: readonly Finding[];
  /** The switches that follow from what was seen. What isn't here wasn't settled. */
  readonly switches: SeededSwitches;
}

const NUMBER: Shape = { kind: 'NUMBER' };

/** What a result of a probe has, by the names of its members. */
export const PROBE_RESULT = members({
  format: oneOf(PROBE_FORMAT),
  version: TEXT,
  day: matching(/^\d{4}-\d\d-\d\d$/, 'a day such as 2026-11-30'),
  calls: wholeNumberFrom(0),
  milliseconds: NOT_NEGATIVE,
  findings: list(members({ experiment: TEXT, seen: record(either(TEXT, NUMBER, BOOLEAN)), notSettled: TEXT }, 'experiment', 'seen')),
  switches: SWITCHES,
}, 'format', 'version', 'day', 'calls', 'milliseconds', 'findings', 'switches');

const PLACE = 'the result';

const ANY_VERSION = PROBE_FORMAT.replace(/\d+$/, '');

/** Whether a document is a result of a probe, of any version. */
export function isProbeResult(parsed: unknown): boolean {
  return typeof parsed === 'object' && parsed !== null && 'format' in parsed && String(parsed.format).startsWith(ANY_VERSION);
}

/**
 * The switches in a result of a probe.
 *
 * @throws SeedError with the place of the first thing that isn't a result's
 */
export function switchesOfProbe(text: string): SeededSwitches {
  const parsed = valueOf(text);
  if (!isProbeResult(parsed)) throw new SeedError(`it has no format ${PROBE_FORMAT}: it isn't a file that cdk-org-guard probe has written`);
  const { format } = parsed as { readonly format: unknown };
  if (format !== PROBE_FORMAT) throw new SeedError(`it is a result of another version, ${String(format)}, and this one knows ${PROBE_FORMAT}: probe again`);
  refuseRepeatedMembers(text);
  checkShape(PLACE, parsed, PROBE_RESULT);
  return (parsed as ProbeResult).switches;
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw new SeedError(`it is not JSON: ${(thrown as Error).message}`);
  }
}

/** Switches of which others have other values. */
export function withSwitches(switches: SeededSwitches = {}, others: SeededSwitches = {}): SeededSwitches {
  const services = new Set([...Object.keys(switches), ...Object.keys(others)] as (keyof SeededSwitches)[]);
  return Object.fromEntries([...services].map((service) => [service, { ...switches[service], ...others[service] }]));
}
