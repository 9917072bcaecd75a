import type { Environment } from '../environment';
import { ServiceError } from '../protocol/service-error';
import { nameSuffix, Random, uuid } from '../randomness';
import type { Time } from '../time/time';

const CURRENT = 'AWSCURRENT';
const PREVIOUS = 'AWSPREVIOUS';

interface SecretVersion {
  readonly id: string;
  readonly text: string;
  readonly created: number;
  stages: readonly string[];
}

export interface Secret {
  readonly arn: string;
  readonly name: string;
  readonly description?: string;
  readonly versions: SecretVersion[];
}

export interface VersionChoice {
  readonly stage?: string | undefined;
  readonly versionId?: string | undefined;
}

/** Secrets, each with its versions. */
export class Secrets {
  private readonly secrets: Secret[] = [];

  constructor(private readonly environment: Environment, private readonly time: Time, private readonly random: Random) {}

  /** @throws ServiceError `ResourceExistsException` */
  public create(name: string, text: string | undefined, description?: string): Secret {
    if (this.find(name)) throw new ServiceError('ResourceExistsException', `The operation failed because the secret ${name} already exists.`);
    const { partition, region, account } = this.environment;
    const arn = `arn:${partition}:secretsmanager:${region}:${account}:secret:${name}-${nameSuffix(this.random).slice(0, 6)}`;
    const secret: Secret = { arn, name, versions: [], ...(description !== undefined && { description }) };
    this.secrets.push(secret);
    if (text !== undefined) this.put(secret, text);
    return secret;
  }

  /** Makes a version current. The one that was is the previous one. */
  public put({ versions }: Secret, text: string, id = uuid(this.random)): SecretVersion {
    const current = versions.find(({ stages }) => stages.includes(CURRENT));
    for (const version of versions) version.stages = version.stages.filter((stage) => stage !== CURRENT && (stage !== PREVIOUS || !current));
    if (current) current.stages = [...current.stages, PREVIOUS];
    const version = { id, text, created: this.time.now(), stages: [CURRENT] };
    versions.push(version);
    return version;
  }

  /** @param id the name, the ARN, or the ARN without the six characters that AWS appends */
  public find(id: string): Secret | undefined {
    return this.secrets.find(({ arn, name }) => id === name || id === arn || id === arn.slice(0, -7));
  }

  /** @throws ServiceError `ResourceNotFoundException` */
  public existing(id: string): Secret {
    const secret = this.find(id);
    if (!secret) throw new ServiceError('ResourceNotFoundException', 'Secrets Manager can\'t find the specified secret.');
    return secret;
  }

  /** @throws ServiceError `ResourceNotFoundException` */
  public versionOf(id: string, { stage, versionId }: VersionChoice): SecretVersion {
    const wanted = stage ?? (versionId === undefined ? CURRENT : undefined);
    const found = this.existing(id).versions.find((version) =>
      (versionId === undefined || version.id === versionId) && (wanted === undefined || version.stages.includes(wanted)));
    if (found) return found;
    const missing = versionId === undefined ? `staging label: ${stage ?? CURRENT}` : `VersionId: ${versionId}`;
    throw new ServiceError('ResourceNotFoundException', `Secrets Manager can't find the specified secret value for ${missing}`);
  }

  public delete(id: string): void {
    const secret = this.find(id);
    if (secret) this.secrets.splice(this.secrets.indexOf(secret), 1);
  }
}
