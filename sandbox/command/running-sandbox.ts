import * as http from 'node:http';
import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { CONTROL_PATH } from '../control/control';
import { fail, reasonOf } from './failure';
import { RunningSandbox, runningSandboxes } from './running-sandboxes';

/** The option that every command for a running sandbox has. */
export interface Reached {
  readonly endpoint?: string;
}

/** A command for a sandbox that runs in another terminal. */
export function command(parent: Command, name: string, description: string): Command {
  return parent.command(name).description(description)
    .option('--endpoint <url>', 'the sandbox, as it printed it (default: AWS_ENDPOINT_URL, then the only one that runs)');
}

/** Asks the running sandbox, and ends the program if there is none or it refuses. */
export async function ask<Answer>(reached: Reached, method: string, path: string, body?: object): Promise<Answer> {
  const url = await endpointOf(reached);
  const answer = await send(url, path, method, body);
  if (answer.status === 200) return JSON.parse(answer.body) as Answer;
  return fail(refusal(answer.body) ?? `${url} is no sandbox: ${JSON.stringify(answer.body.slice(0, 200))}`);
}

/** The only sandbox that runs, or that at an endpoint. Ends the program if there is none, or if there are several. */
export async function theRunning({ endpoint }: Reached): Promise<RunningSandbox> {
  const running = await runningSandboxes();
  if (endpoint !== undefined) {
    const named = running.find((each) => each.endpoint === endpoint.replace(/\/$/, ''));
    return named ?? fail(`no sandbox of this user runs at ${endpoint}${besides(running)}`);
  }
  const [only, ...others] = running;
  if (!only) return fail('no sandbox runs; npx cdk-org-guard sandbox starts one');
  if (others.length > 0) return fail(`several sandboxes run; --endpoint says which: ${listed(running)}`);
  return only;
}

async function endpointOf({ endpoint = process.env.AWS_ENDPOINT_URL }: Reached): Promise<string> {
  return endpoint === undefined || endpoint === '' ? (await theRunning({})).endpoint : endpoint;
}

/** The directory tells a person which is which. */
function listed(running: readonly RunningSandbox[]): string {
  return running.map(({ endpoint, directory }) => `${endpoint} (started in ${directory})`).join(', ');
}

function besides(running: readonly RunningSandbox[]): string {
  return running.length === 0 ? '' : `; running: ${listed(running)}`;
}

/** A sandbox says why; something else that listens there answers anything. */
function refusal(body: string): string | undefined {
  if (body.startsWith('Fault of the sandbox: ')) return body.split('\n')[0];
  try {
    const { message } = JSON.parse(body) as { readonly message?: unknown };
    return typeof message === 'string' ? message : undefined;
  } catch {
    return undefined;
  }
}

interface Answered {
  readonly status: number | undefined;
  readonly body: string;
}

async function send(url: string, path: string, method: string, body: object | undefined): Promise<Answered> {
  try {
    const response = await responseOf(new URL(CONTROL_PATH + path, url), method, body);
    return { status: response.statusCode, body: await text(response) };
  } catch (thrown) {
    return fail(`no sandbox answers at ${url}: ${reasonOf(thrown)}${besides(await runningSandboxes())}`);
  }
}

function responseOf(url: URL, method: string, body: object | undefined): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method }, resolve);
    request.on('error', reject);
    request.end(body && JSON.stringify(body));
  });
}
