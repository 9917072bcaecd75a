import type { Service } from '../protocol/operations';
import { ServiceError } from '../protocol/service-error';

/** The version of a bootstrap that has everything the `cdk` command asks for. */
const BOOTSTRAP_VERSION = '30';

/** Every account is bootstrapped in every Region, with every qualifier. */
const BOOTSTRAP_PARAMETER = /^\/cdk-bootstrap\/[A-Za-z0-9_-]{1,10}\/version$/;

/** Parameters of the Systems Manager, with those that a bootstrapped account has. */
export class Parameters {
  private readonly values = new Map<string, string>();

  /** @throws ServiceError `ParameterNotFound` */
  public read(name: string): string {
    const value = this.values.get(name) ?? (BOOTSTRAP_PARAMETER.test(name) ? BOOTSTRAP_VERSION : undefined);
    if (value === undefined) throw new ServiceError('ParameterNotFound', `Parameter ${name} not found.`);
    return value;
  }

  public write(name: string, value: string): void {
    this.values.set(name, value);
  }

  public delete(name: string): void {
    this.values.delete(name);
  }

  public get service(): Service {
    return {
      name: 'ssm',
      operations: {
        GetParameter: (input: { Name: string }) =>
          ({ Parameter: { Name: input.Name, Type: 'String', Value: this.read(input.Name), Version: 1 } }),
      },
    };
  }
}
