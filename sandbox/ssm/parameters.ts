import { createHash } from 'node:crypto';
import type { Environment } from '../environment';
import { ServiceError } from '../protocol/service-error';
import type { Time } from '../time/time';

/** The version of a bootstrap that has everything the `cdk` command asks for. */
const BOOTSTRAP_VERSION = '30';

export const PARAMETER_TYPES = ['String', 'StringList', 'SecureString'] as const;
export type ParameterType = (typeof PARAMETER_TYPES)[number];

/** A parameter at one of its versions. */
export interface Parameter {
  readonly name: string;
  readonly type: ParameterType;
  readonly value: string;
  readonly version: number;
  readonly modified: number;
}

interface Stored {
  readonly versions: Parameter[];
  readonly tags: Map<string, string>;
}

/** Every account is bootstrapped in every Region, with every qualifier. */
const BOOTSTRAP_PARAMETER = /^\/cdk-bootstrap\/[A-Za-z0-9_-]{1,10}\/version$/;

/** `name`, or `name:3` for a version. */
const SELECTOR = /^(.*?)(?::(\d+))?$/s;

/** Parameters of the Systems Manager: what a bootstrapped account has, and what was put there. */
export class Parameters {
  private readonly stored = new Map<string, Stored>();

  constructor(private readonly environment: Environment, private readonly time: Time) {}

  /** Whether somebody has put it there. */
  public has(name: string): boolean {
    return this.stored.has(name);
  }

  /** @param selector the name, with or without a version */
  public find(selector: string): Parameter | undefined {
    const [, name = '', version] = SELECTOR.exec(selector) ?? [];
    if (!this.has(name) && BOOTSTRAP_PARAMETER.test(name)) return { name, type: 'String', value: BOOTSTRAP_VERSION, version: 1, modified: 0 };
    const versions = this.stored.get(name)?.versions;
    return version === undefined ? versions?.at(-1) : versions?.find((one) => one.version === Number(version));
  }

  /** @throws ServiceError `ParameterNotFound`, `ParameterVersionNotFound` */
  public existing(selector: string): Parameter {
    const found = this.find(selector);
    if (found) return found;
    const [, name = '', version] = SELECTOR.exec(selector) ?? [];
    if (this.stored.has(name)) {
      throw new ServiceError('ParameterVersionNotFound', `Systems Manager could not find version ${version} of ${name}. Verify the version and try again.`);
    }
    throw new ServiceError('ParameterNotFound', `Parameter ${selector} not found.`);
  }

  /** Makes a parameter, or its next version. */
  public put(name: string, value: string, type: ParameterType = this.stored.get(name)?.versions.at(-1)?.type ?? 'String'): Parameter {
    const { versions } = this.stored.get(name) ?? this.added(name);
    const parameter = { name, type, value, version: (versions.at(-1)?.version ?? 0) + 1, modified: this.time.now() };
    versions.push(parameter);
    return parameter;
  }

  public delete(name: string): boolean {
    return this.stored.delete(name);
  }

  public get all(): readonly Parameter[] {
    return [...this.stored.values()].map(({ versions }) => versions.at(-1) as Parameter);
  }

  /** @throws ServiceError `InvalidResourceId` */
  public tagsOf(name: string): Map<string, string> {
    const stored = this.stored.get(name);
    if (!stored) throw new ServiceError('InvalidResourceId', 'The resource ID isn\'t valid. Verify that you entered the correct ID and try again.');
    return stored.tags;
  }

  public arnOf(name: string): string {
    const { partition, region, account } = this.environment;
    return `arn:${partition}:ssm:${region}:${account}:parameter${name.startsWith('/') ? '' : '/'}${name}`;
  }

  private added(name: string): Stored {
    const stored = { versions: [], tags: new Map<string, string>() };
    this.stored.set(name, stored);
    return stored;
  }
}

/** What somebody sees of a secure string without its key. */
export function encrypted({ name, value, version }: Parameter): string {
  return `AQICAH${createHash('sha512').update(`${name}:${version}:${value}`).digest('base64')}`;
}
