import type { SessionCredentials } from '../../lambda/organizations/clients';
import { clientSettings } from './client-settings';
import { authorizationOf, ClientClass, ClientMaker } from './handler-dependencies';
import { SerializedRequest, WireHandler } from './wire-handler';

interface Response {
  readonly response: object;
}

type Receive = (args: object) => Promise<Response>;

/** A command of the SDK: its schema is a list of a mark, a namespace, a name, traits, and what it takes and gives. */
interface Command {
  readonly input: object;
  readonly schema: readonly [unknown, string, string, unknown, unknown, unknown];
}

interface Operation {
  readonly namespace: string;
  readonly name: string;
  readonly traits: unknown;
  readonly input: unknown;
  readonly output: unknown;
}

/** The part of a client of the SDK that knows how its service is talked to. */
interface Talk {
  readonly protocol: {
    serializeRequest(operation: Operation, input: object, context: object): Promise<SerializedRequest>;
    deserializeResponse(operation: Operation, context: object, response: object): Promise<unknown>;
  };
}

/**
 * Makes clients that write and read as those of the SDK do, and do nothing else. What those do besides is most of what making and calling them costs, and
 * there is no use for it where an answer can't fail to come: no retries, no signatures, no other hosts.
 */
export class DirectClients {
  private readonly talks = new Map<ClientClass, Talk>();

  /** Makes clients of somebody who has an access key. */
  public makerFor(accessKeyId: string, handler: WireHandler): ClientMaker {
    return <Class extends ClientClass>(clientClass: Class, { credentials }: { readonly credentials?: SessionCredentials | undefined } = {}) =>
      new DirectClient(this.talkOf(clientClass), authorizationOf(credentials?.accessKeyId ?? accessKeyId), handler) as unknown as InstanceType<Class>;
  }

  private talkOf(clientClass: ClientClass): Talk {
    const known = this.talks.get(clientClass) ?? (new clientClass(clientSettings('UNUSED')) as unknown as { readonly config: Talk }).config;
    this.talks.set(clientClass, known);
    return known;
  }
}

/** Only middleware that looks at answers as they come has a place in it. */
class DirectClient {
  private receive: Receive;

  constructor(private readonly talk: Talk, authorization: string, handler: WireHandler) {
    this.receive = (request) => {
      const { headers, ...others } = request as SerializedRequest;
      return handler.handle({ ...others, headers: { ...headers, authorization } });
    };
  }

  public readonly middlewareStack = {
    add: (middleware: (receive: Receive) => Receive, { step }: { readonly step: string }): void => {
      if (step !== 'deserialize') throw new Error(`a direct client has no step ${step}`);
      this.receive = middleware(this.receive);
    },
  };

  public async send({ input, schema: [, namespace, name, traits, given, answered] }: Command): Promise<unknown> {
    const { talk } = this;
    const operation = { namespace, name, traits, input: given, output: answered };
    const request = await talk.protocol.serializeRequest(operation, input, talk);
    const { response } = await this.receive(request);
    return talk.protocol.deserializeResponse(operation, talk, response);
  }
}
