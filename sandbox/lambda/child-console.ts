import { format } from 'node:util';
import { LEVELS } from './log-level';

const METHODS = { trace: 'TRACE', debug: 'DEBUG', log: 'INFO', info: 'INFO', warn: 'WARN', error: 'ERROR' } as const;

/** Writes lines as the Lambda runtime does, in the format and from the level that the function is configured for. */
export function captureConsole(write: (line: string) => void): { requestId: string } {
  const state = { requestId: '' };
  const json = process.env.AWS_LAMBDA_LOG_FORMAT === 'JSON';
  const least = LEVELS.indexOf(process.env.AWS_LAMBDA_LOG_LEVEL ?? 'TRACE');
  for (const [method, level] of Object.entries(METHODS)) {
    Object.assign(console, {
      [method]: (...values: unknown[]) => {
        if (json && LEVELS.indexOf(level) < least) return;
        const timestamp = new Date().toISOString();
        write(json
          ? JSON.stringify({ timestamp, level, requestId: state.requestId, message: messageOf(values) })
          : [timestamp, state.requestId, level, format(...values)].join('\t'));
      },
    });
  }
  return state;
}

/** A single object stays an object in the JSON format. */
function messageOf(values: unknown[]): unknown {
  const [only] = values;
  return values.length === 1 && typeof only === 'object' && only !== null && !(only instanceof Error) ? only : format(...values);
}
