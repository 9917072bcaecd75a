import { ServiceError } from '../protocol/service-error';
import { Random, uuid } from '../randomness';
import type { Secrets } from '../secrets-manager/secrets';
import type { Parameter, Parameters } from '../ssm/parameters';
import { ProvisioningFailure, ResourceProvider, UpdateRefused } from './resource-provider';
import { supportsSecureStrings } from './secure-properties';
import type { Json, Properties, Template } from './template';

const REFERENCE = /\{\{resolve:(ssm|ssm-secure|secretsmanager):(.*?)\}\}/g;
const PLAIN = /\{\{resolve:ssm:(.*?)\}\}/g;
const SECURE = '{{resolve:ssm-secure:';
const SELECTOR = /^[a-zA-Z0-9_.\-/]+(:\d+)?$/;

/** What templates refer to in the Systems Manager and in the Secrets Manager. */
export class DynamicReferences {
  constructor(private readonly parameters: Parameters, private readonly secrets: Secrets, private readonly random: Random) {}

  /**
   * A value with all that refers to plain parameters replaced. What refers to secrets stays as it is written: that is compared, and is all that anybody sees.
   *
   * @throws ServiceError `ValidationError`
   */
  public plain<Value extends Json>(value: Value): Value {
    return mapTexts(value, (text) => text.replace(PLAIN, (reference, selector: string) => this.parameter(reference, selector).value)) as Value;
  }

  /** The plain parameters that a value refers to, with what they have. */
  public plainIn(value: Json): [string, string][] {
    return textsIn(value).flatMap((text) => [...text.matchAll(PLAIN)].map(([reference, selector = '']): [string, string] =>
      [reference, this.parameter(reference, selector).value]));
  }

  /**
   * Refuses what CloudFormation refuses before it deploys anything.
   *
   * @param decided gives what is known of a value before there are any resources
   * @throws ServiceError `ValidationError`
   */
  public check({ Resources: resources }: Template, decided: (value: Json) => Json): void {
    const unsupported = Object.values(resources).flatMap(({ Type, Properties: properties = {} }) =>
      pathsOf(decided(properties), `${Type}/Properties`).filter(([path, text]) => text.includes(SECURE) && !supportsSecureStrings(path)).map(([path]) => path));
    for (const { Properties: properties = {} } of Object.values(resources)) this.checkSelectors(decided(properties));
    if (unsupported.length > 0) throw invalid(`SSM Secure reference is not supported in: [${unsupported.join(',')}]`);
  }

  /** A provider that is given the secrets that its properties refer to. Nobody else sees them. */
  public revealedTo(provider: ResourceProvider): ResourceProvider {
    const revealed: Pick<ResourceProvider, 'create' | 'update'> = {
      create: async (request) => provider.create({ ...request, properties: this.reveal(request.properties, ProvisioningFailure) }),
      update: async (request) => provider.update({
        ...request,
        properties: this.reveal(request.properties, UpdateRefused),
        oldProperties: this.reveal(request.oldProperties, UpdateRefused),
      }),
    };
    return Object.assign(Object.create(provider) as ResourceProvider, revealed);
  }

  private checkSelectors(value: Json): void {
    for (const text of textsIn(value)) {
      for (const [reference, service = '', selector = ''] of text.matchAll(REFERENCE)) {
        if (service === 'ssm') this.parameter(reference, selector);
        else if (service === 'ssm-secure') checkSelector(reference, selector);
      }
    }
  }

  private parameter(reference: string, selector: string): Parameter {
    checkSelector(reference, selector);
    const parameter = this.parameters.find(selector);
    if (!parameter) throw invalid(`Parameters: [ssm:${selector}] cannot be found.`);
    if (parameter.type === 'SecureString') throw invalid(`Non-secure ssm prefix was used for secure parameter ${parameter.name}`);
    return parameter;
  }

  private reveal(properties: Properties, Failure: typeof ProvisioningFailure): Properties {
    try {
      return mapTexts(properties, (text) => text.replace(REFERENCE, (reference, service: string, rest: string) =>
        service === 'secretsmanager' ? this.secret(rest) : this.parameters.find(rest)?.value ?? missingParameter(reference))) as Properties;
    } catch (thrown) {
      if (!(thrown instanceof ServiceError)) throw thrown;
      throw new Failure(thrown.code === 'ResourceNotFoundException'
        ? `${thrown.message} (Service: AWSSecretsManager; Status Code: 400; Error Code: ${thrown.code}; Request ID: ${uuid(this.random)}; Proxy: null)`
        : thrown.message);
    }
  }

  /** `id:SecretString:key:stage:version`, of which the id may be an ARN. */
  private secret(reference: string): string {
    const parts = reference.split(':');
    const length = reference.startsWith('arn:') ? 7 : 1;
    const [id, [kind = '', key = '', stage = '', versionId = '']] = [parts.slice(0, length).join(':'), parts.slice(length)];
    if (kind !== '' && kind !== 'SecretString') throw invalid(`Incorrect format is used in the following Secrets Manager reference: [{{resolve:secretsmanager:${reference}}}]`);
    const { text } = this.secrets.versionOf(id, { stage: stage || undefined, versionId: versionId || undefined });
    return key === '' ? text : memberOf(text, key);
  }
}

function memberOf(text: string, key: string): string {
  const value = parsed(text)[key];
  if (value === undefined) throw invalid('Could not find a value associated with JSONKey in SecretString');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    throw invalid('Could not parse SecretString JSON');
  }
}

function checkSelector(reference: string, selector: string): void {
  if (!SELECTOR.test(selector)) throw invalid(`Incorrect format is used in the following SSM reference: [${reference}]`);
}

function missingParameter(reference: string): never {
  throw invalid(`Parameters: [${reference.slice('{{resolve:'.length, -2)}] cannot be found.`);
}

function mapTexts(value: Json, change: (text: string) => string): Json {
  if (typeof value === 'string') return value.includes('{{resolve:') ? change(value) : value;
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, mapTexts(member, change)]));
}

function textsIn(value: Json): string[] {
  return pathsOf(value, '').map(([, text]) => text);
}

/** The texts in a value that refer to something, with the names that lead to them. */
function pathsOf(value: Json, path: string): [string, string][] {
  if (typeof value === 'string') return value.includes('{{resolve:') ? [[path, value]] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => pathsOf(member, Array.isArray(value) ? path : `${path}/${name}`));
}

function invalid(message: string): ServiceError {
  return new ServiceError('ValidationError', message);
}
