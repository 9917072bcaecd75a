import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** One answer of the sandbox, to a request of the AWS JSON protocol. */
export interface RecordedAnswer {
  /** The two parts of the header `X-Amz-Target`. */
  readonly targetPrefix: string;
  readonly operation: string;
  readonly status: number;
  readonly body: string;
}

/** Stands between clients and a sandbox, and keeps every answer. */
export class Recorder {
  public static async start(sandbox: string, answers: RecordedAnswer[]): Promise<Recorder> {
    const recorder = new Recorder(new URL(sandbox), answers);
    await new Promise<void>((resolve) => { recorder.server.listen(0, '127.0.0.1', resolve); });
    return recorder;
  }

  private readonly server: http.Server;

  private constructor(private readonly sandbox: URL, private readonly answers: RecordedAnswer[]) {
    this.server = http.createServer((incoming, outgoing) => void this.pass(incoming, outgoing));
  }

  public get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => { this.server.close(resolve); });
  }

  private async pass(incoming: http.IncomingMessage, outgoing: http.ServerResponse): Promise<void> {
    const { method, url: path, headers } = incoming;
    const options = { host: this.sandbox.hostname, port: this.sandbox.port, method, path, headers };
    const request = http.request(options, (answer) => void this.keep(incoming, answer, outgoing));
    request.on('error', () => { incoming.destroy(); });
    request.end(await buffer(incoming));
  }

  private async keep(request: http.IncomingMessage, answer: http.IncomingMessage, outgoing: http.ServerResponse): Promise<void> {
    const [status, body] = [answer.statusCode ?? 0, await buffer(answer)];
    const [targetPrefix, operation] = String(request.headers['x-amz-target'] ?? '').split('.');
    if (targetPrefix !== undefined && operation !== undefined) this.answers.push({ targetPrefix, operation, status, body: body.toString() });
    outgoing.writeHead(status, answer.headers);
    outgoing.end(body);
  }
}
