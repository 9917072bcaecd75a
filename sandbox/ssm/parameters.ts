import type { Service } from '../protocol/operations';
import { ServiceError } from '../protocol/service-error';

/** The version of a bootstrap that has everything the `cdk` command asks for. */
const BOOTSTRAP_VERSION = '30';

/** Parameters of the Systems Manager: what a bootstrapped account has. */
export class Parameters {
  private readonly values = new Map([['/cdk-bootstrap/hnb659fds/version', BOOTSTRAP_VERSION]]);

  /** @throws ServiceError `ParameterNotFound` */
  public read(name: string): string {
    const value = this.values.get(name);
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
