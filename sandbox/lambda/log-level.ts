/** The levels of the application log, least first. */
export const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];

/** What of a function's logging decides. */
export interface Logging {
  readonly format: string;
  readonly applicationLevel: string;
}

/**
 * Whether Lambda keeps what a function wrote to its standard output itself. In the JSON format a line tells its level, and counts as INFO if it doesn't, or
 * doesn't tell when it was written; a line in another format is kept.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html
 */
export function isKept(line: string, { format, applicationLevel }: Logging): boolean {
  return format !== 'JSON' || LEVELS.indexOf(levelOf(line)) >= LEVELS.indexOf(applicationLevel);
}

function levelOf(line: string): string {
  try {
    const { level, timestamp } = JSON.parse(line) as { readonly level?: unknown; readonly timestamp?: unknown };
    const named = String(level).toUpperCase();
    return LEVELS.includes(named) && !Number.isNaN(Date.parse(String(timestamp))) ? named : 'INFO';
  } catch {
    return 'INFO';
  }
}
