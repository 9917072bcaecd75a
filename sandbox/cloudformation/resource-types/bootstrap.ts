import type { Environment } from '../../environment';
import { Random, uuid } from '../../randomness';
import { Provisioned, ResourceRequest, UpdateResourceRequest } from '../resource-provider';
import { RecordedType } from './recorded';

/** `AWS::ECR::Repository`. */
export function repositoryType(random: Random, { partition, region, account }: Environment): RecordedType {
  return new RecordedType(random, {
    nameProperty: 'RepositoryName',
    longestName: 256,
    attributes: (name) => ({
      Arn: `arn:${partition}:ecr:${region}:${account}:repository/${name}`,
      RepositoryUri: `${account}.dkr.ecr.${region}.amazonaws.com/${name}`,
    }),
  });
}

/** `AWS::KMS::Key`, which is known by an id of its own. */
export class KeyType extends RecordedType {
  constructor(random: Random, private readonly environment: Environment) {
    super(random);
  }

  public override async create(_request: ResourceRequest): Promise<Provisioned> {
    return this.key(uuid(this.random));
  }

  public override async update({ physicalId }: UpdateResourceRequest): Promise<Provisioned> {
    return this.key(physicalId);
  }

  private key(id: string): Provisioned {
    const { partition, region, account } = this.environment;
    return { physicalId: id, attributes: { KeyId: id, Arn: `arn:${partition}:kms:${region}:${account}:key/${id}` } };
  }
}
