import { nameSuffix, Random, uuid } from '../randomness';
import type { Functions } from '../lambda/functions';
import { Time } from '../time/time';
import { AnswerPlace, Answers } from './answers';
import {
  ExistingResourceRequest, ProvisioningFailure, Provisioned, ResourceProvider, ResourceRequest, UpdateRefused, UpdateResourceRequest,
} from './resource-provider';
import type { Json, Properties } from './template';

const DEFAULT_SERVICE_TIMEOUT = 3600;
const LONGEST_SERVICE_TIMEOUT = 3600;
const MAXIMUM_ANSWER_BYTES = 4096;
const MAXIMUM_PHYSICAL_ID_BYTES = 1024;

interface Answer {
  readonly Status?: unknown;
  readonly Reason?: unknown;
  readonly PhysicalResourceId?: unknown;
  readonly Data?: Readonly<Record<string, Json>>;
  readonly [name: string]: unknown;
}

/** Whoever receives the events. */
export type EventReceiver = Pick<Functions, 'invokeLater' | 'settled'>;

/** Custom resources: every operation is an event to a function, and its answer comes to a signed URL. */
export class CustomResources implements ResourceProvider {
  public readonly undoesReplacements = true;
  public readonly hidesDrift = true;
  /** The made-up ids of resources whose function can't run here, so that it has made nothing. */
  private readonly neverMade = new Set<string>();

  constructor(
    private readonly functions: EventReceiver,
    private readonly answers: Answers,
    private readonly time: Time,
    private readonly random: Random,
  ) {}

  public async create(request: ResourceRequest): Promise<Provisioned> {
    const wrong = wrongServiceTimeout(request.properties);
    if (wrong !== undefined) throw new ProvisioningFailure(wrong);
    return this.send('Create', request, {}, () => this.inventedId(request));
  }

  public async update(request: UpdateResourceRequest): Promise<Provisioned> {
    if (request.properties.ServiceToken !== request.oldProperties.ServiceToken) {
      throw new UpdateRefused('Modifying service token is not allowed.');
    }
    const wrong = wrongServiceTimeout(request.properties);
    if (wrong !== undefined) throw new UpdateRefused(wrong);
    const details = { PhysicalResourceId: request.physicalId, OldResourceProperties: asTexts(request.oldProperties) };
    return this.send('Update', request, details, () => request.physicalId);
  }

  public async delete(request: ExistingResourceRequest): Promise<void> {
    if (this.neverMade.delete(request.physicalId)) return;
    await this.send('Delete', request, { PhysicalResourceId: request.physicalId }, () => request.physicalId);
  }

  private async send(
    requestType: string, request: ResourceRequest, details: object, idWithoutAnswer: () => string,
  ): Promise<Provisioned> {
    const requestId = uuid(this.random);
    const place = this.answers.expect(request.stackId, request.logicalId, requestId);
    const event = {
      RequestType: requestType,
      ServiceToken: request.properties.ServiceToken,
      ResponseURL: place.url,
      StackId: request.stackId,
      RequestId: requestId,
      LogicalResourceId: request.logicalId,
      ResourceType: request.type,
      ResourceProperties: asTexts(request.properties),
      ...details,
    };
    const unable = this.invoke(String(request.properties.ServiceToken), event, idWithoutAnswer);
    const failed = unable.then((why): never => {
      const id = idWithoutAnswer();
      if (requestType === 'Create') this.neverMade.add(id);
      throw new ProvisioningFailure(`${why}. ${wayOut(request.type)}`, id);
    });
    const body = await this.wait(place, failed, requestType, requestId, request, idWithoutAnswer);
    return accepted(parseAnswer(body, event, idWithoutAnswer), requestId, idWithoutAnswer);
  }

  /** Resolves, if ever, to why the function can't run here. */
  private invoke(serviceToken: string, event: object, idWithoutAnswer: () => string): Promise<string> {
    let unable: (why: string) => void = () => undefined;
    const why = new Promise<string>((resolve) => { unable = resolve; });
    try {
      this.functions.invokeLater(serviceToken, event, unable);
      return why;
    } catch (thrown) {
      throw new ProvisioningFailure((thrown as Error).message, idWithoutAnswer());
    }
  }

  private async wait(
    { answer, prolong }: AnswerPlace, unable: Promise<never>, requestType: string, requestId: string, request: ResourceRequest, idWithoutAnswer: () => string,
  ): Promise<string> {
    const answered = new AbortController();
    const seconds = Number(request.properties.ServiceTimeout ?? DEFAULT_SERVICE_TIMEOUT);
    const due = this.time.now() + seconds * 1000;
    const timeout = this.time.sleep(seconds * 1000, answered.signal).then(async () => {
      // After a jump of the clock, functions that run or were due before come first. A poll that finds its own time used up says why.
      if (this.time.now() > due) {
        prolong();
        await this.functions.settled();
      }
      throw new ProvisioningFailure('CloudFormation did not receive a response from your Custom Resource. Please check your logs for requestId '
        + `[${requestId}].`, idWithoutAnswer());
    });
    timeout.catch(() => undefined);
    let giveUp = (): void => undefined;
    const givenUp = new Promise<never>((_, reject) => {
      giveUp = () => reject(new ProvisioningFailure(`Resource ${GIVEN_UP[requestType]} cancelled`, idWithoutAnswer()));
      if (request.signal.aborted) giveUp();
      else request.signal.addEventListener('abort', giveUp, { once: true });
    });
    try {
      return await Promise.race([answer, unable, timeout, givenUp]);
    } finally {
      // A signal of its own wouldn't do: Node.js drops it at garbage collection, and an id would be made up in some runs only.
      request.signal.removeEventListener('abort', giveUp);
      // Without a reason Node.js would create an exception at each answer.
      answered.abort('answered');
    }
  }

  /** What CloudFormation calls a resource whose Create never answered. */
  private inventedId({ stackName, logicalId }: ResourceRequest): string {
    return `${stackName}-${logicalId}-${nameSuffix(this.random)}`;
  }
}

/** What to say about a time that a function can't be given to answer, in seconds. */
function wrongServiceTimeout({ ServiceTimeout: value = DEFAULT_SERVICE_TIMEOUT }: Properties): string | undefined {
  const isNumber = (typeof value === 'number' || typeof value === 'string') && /^\d+$/.test(String(value));
  if (isNumber && Number(value) >= 1 && Number(value) <= LONGEST_SERVICE_TIMEOUT) return undefined;
  return `ServiceTimeout is ${JSON.stringify(value)} and must be a whole number of seconds from 1 to ${LONGEST_SERVICE_TIMEOUT}.`;
}

/** What somebody can do whose function can't run here. */
function wayOut(type: string): string {
  const recording = type.startsWith('Custom::')
    ? `start the sandbox with --record-only ${type}: then such resources are recorded, and their function isn't called`
    : 'give the resource a type of its own (Custom::…), which --record-only of the sandbox records without calling the function';
  return `Put the module into the code of the function, or ${recording}.`;
}

const GIVEN_UP: Readonly<Record<string, string>> = { Create: 'creation', Update: 'update', Delete: 'deletion' };

function parseAnswer(body: string, event: object, idWithoutAnswer: () => string): Answer {
  if (Buffer.byteLength(body) > MAXIMUM_ANSWER_BYTES) throw new ProvisioningFailure('Response object is too long.', idWithoutAnswer());
  const answer = parseJson(body);
  if (!answer) throw new ProvisioningFailure('Invalid response object: it is not JSON', idWithoutAnswer());
  for (const name of ['StackId', 'RequestId', 'LogicalResourceId'] as const) {
    if (answer[name] !== (event as Record<string, unknown>)[name]) {
      throw new ProvisioningFailure(`Invalid response object: Value of property ${name} must match that of the request`, idWithoutAnswer());
    }
  }
  const { PhysicalResourceId: id, Status: status } = answer;
  if (typeof id !== 'string' || id === '' || Buffer.byteLength(id) > MAXIMUM_PHYSICAL_ID_BYTES) {
    throw new ProvisioningFailure('Invalid PhysicalResourceId', idWithoutAnswer());
  }
  if (status !== 'SUCCESS' && status !== 'FAILED') {
    throw new ProvisioningFailure('Invalid response object: Value of property Status must be SUCCESS or FAILED', id);
  }
  return answer;
}

function parseJson(body: string): Answer | undefined {
  try {
    return JSON.parse(body) as Answer;
  } catch {
    return undefined;
  }
}

function accepted(answer: Answer, requestId: string, idWithoutAnswer: () => string): Provisioned {
  const physicalId = String(answer.PhysicalResourceId);
  if (answer.Status === 'SUCCESS') return { physicalId, attributes: answer.Data ?? {} };
  if (typeof answer.Reason !== 'string' || answer.Reason === '') {
    throw new ProvisioningFailure('Invalid response object: Missing property Reason', idWithoutAnswer());
  }
  throw new ProvisioningFailure(
    `Received response status [FAILED] from custom resource. Message returned: ${answer.Reason} (RequestId: ${requestId})`, physicalId);
}

/** Numbers and booleans reach a function as texts. */
function asTexts(properties: Properties): Properties {
  const convert = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(convert);
    if (typeof value === 'object' && value !== null) return asTexts(value);
    return String(value);
  };
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, convert(value)]));
}
