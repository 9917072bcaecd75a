import { Readable } from 'node:stream';
import { WireHandler } from '../../rehearsal/functions/wire-handler';

/** The SDK's request handler for a client that reads the bodies of answers from streams. */
export class StreamingWireHandler extends WireHandler {
  public override async handle(request: Parameters<WireHandler['handle']>[0]): Promise<{ response: object }> {
    const { response } = await super.handle(request);
    const { body } = response as { readonly body: Buffer };
    return { response: { ...response, body: Readable.from(body.length === 0 ? [] : [body]) } };
  }
}
