import * as http from 'node:http';
import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { CONTROL_PATH } from '../control/control';

/** The option that every command for a running sandbox has. */
export interface Reached {
  readonly endpoint?: string;
}

/** A command for a sandbox that runs in another terminal. */
export function command(parent: Command, name: string, description: string): Command {
  return parent.command(name).description(description)
    .option('--endpoint <url>', 'the sandbox, as it printed it (default: AWS_ENDPOINT_URL)');
}

/** Asks the running sandbox, and ends the program if there is none or it refuses. */
export async function ask<Answer>({ endpoint }: Reached, method: string, path: string, body?: object): Promise<Answer> {
  const url = endpoint ?? process.env.AWS_ENDPOINT_URL;
  if (url === undefined) return fail('which sandbox? Set AWS_ENDPOINT_URL as the sandbox printed it, or give --endpoint');
  try {
    const response = await send(new URL(CONTROL_PATH + path, url), method, body);
    const answer = await text(response);
    if (response.statusCode === 200) return JSON.parse(answer) as Answer;
    return fail(`${url} ${refusal(answer)}`);
  } catch (thrown) {
    return fail(`no sandbox answers at ${url}: ${(thrown as Error).message}`);
  }
}

/** A sandbox says why; something else that listens there answers anything. */
function refusal(answer: string): string {
  try {
    const { message } = JSON.parse(answer) as { readonly message?: unknown };
    if (typeof message === 'string') return `refuses: ${message}`;
  } catch {
    // No JSON: not a sandbox's answer.
  }
  return `is no sandbox: ${answer.slice(0, 200)}`;
}

function send(url: URL, method: string, body: object | undefined): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method }, resolve);
    request.on('error', reject);
    request.end(body && JSON.stringify(body));
  });
}

function fail(message: string): never {
  console.error(`error: ${message}`);
  return process.exit(1);
}
