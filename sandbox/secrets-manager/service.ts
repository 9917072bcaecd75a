import type { Operation, Service } from '../protocol/operations';
import { NotEmulated } from '../protocol/service-error';
import type { Secrets } from './secrets';

interface CreateInput {
  readonly Name: string;
  readonly SecretString?: string;
  readonly SecretBinary?: unknown;
  readonly Description?: string;
}

interface GetInput {
  readonly SecretId: string;
  readonly VersionId?: string;
  readonly VersionStage?: string;
}

interface PutInput {
  readonly SecretId: string;
  readonly SecretString?: string;
  readonly ClientRequestToken?: string;
  readonly VersionStages?: readonly string[];
}

/** The operations of the Secrets Manager that keep secrets. */
export function secretsManagerService(secrets: Secrets): Service {
  const operations: Record<string, Operation> = {
    CreateSecret({ Name: name, SecretString: text, SecretBinary: binary, Description: description }: CreateInput) {
      if (binary !== undefined) throw new NotEmulated('secrets that are no text');
      const { arn, versions } = secrets.create(name, text, description);
      return { ARN: arn, Name: name, VersionId: versions.at(-1)?.id };
    },

    GetSecretValue({ SecretId: id, VersionId: versionId, VersionStage: stage }: GetInput) {
      const { arn, name } = secrets.existing(id);
      const version = secrets.versionOf(id, { versionId, stage });
      return { ARN: arn, Name: name, VersionId: version.id, SecretString: version.text, VersionStages: version.stages, CreatedDate: new Date(version.created) };
    },

    PutSecretValue({ SecretId: id, SecretString: text = '', ClientRequestToken: token, VersionStages: stages }: PutInput) {
      if (stages !== undefined) throw new NotEmulated('staging labels of one\'s own');
      const secret = secrets.existing(id);
      const version = secrets.put(secret, text, token);
      return { ARN: secret.arn, Name: secret.name, VersionId: version.id, VersionStages: version.stages };
    },

    DescribeSecret({ SecretId: id }: GetInput) {
      const { arn, name, description, versions } = secrets.existing(id);
      return {
        ARN: arn, Name: name, Description: description,
        VersionIdsToStages: Object.fromEntries(versions.map((version) => [version.id, version.stages])),
      };
    },
  };
  return { name: 'secretsmanager', operations };
}
