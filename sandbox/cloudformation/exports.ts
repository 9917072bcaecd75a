import { ServiceError } from '../protocol/service-error';
import { templateError } from './functions/function';
import type { Stack, StackOutput } from './stack';
import type { Json } from './template';

/** What stacks export to each other. A value that is in use can neither be changed nor deleted. */
export class Exports {
  constructor(private readonly stacks: () => readonly Stack[]) {}

  /**
   * Imports a value into a stack.
   *
   * @throws ServiceError `ValidationError` if nothing is exported under that name
   */
  public importInto(stack: Stack, name: string): Json {
    const output = this.present.flatMap(({ outputs }) => outputs).find(({ exportName }) => exportName === name);
    if (!output) throw templateError(`No export named ${name} found.`);
    stack.imports.add(name);
    return output.value;
  }

  /** @throws ServiceError `ValidationError` if another stack has such an export, or uses one that would change */
  public check(stack: Stack, outputs: readonly StackOutput[]): void {
    for (const { key, value, exportName } of outputs) {
      if (exportName === undefined) continue;
      if (value.trim() === '') throw new ServiceError('ValidationError', `Cannot export output ${key}. Exported values must not be empty or whitespace-only.`);
      const owner = this.present.find((other) => other !== stack && other.outputs.some((output) => output.exportName === exportName));
      if (owner) throw new ServiceError('ValidationError', `Export with name ${exportName} is already exported by stack ${owner.name}.`);
    }
    for (const { exportName, value } of stack.outputs) {
      if (exportName === undefined) continue;
      const stays = outputs.find((output) => output.exportName === exportName);
      if (stays?.value === value) continue;
      const importers = this.importersOf(exportName);
      if (importers.length === 0) continue;
      const verb = stays ? 'updated' : 'deleted';
      throw new ServiceError('ValidationError', `Export ${exportName} cannot be ${verb} as it is in use by ${importers.join(', ')}`);
    }
  }

  /** The names of the stacks that use an export. */
  public importersOf(name: string): string[] {
    return this.present.filter(({ imports }) => imports.has(name)).map((stack) => stack.name);
  }

  private get present(): readonly Stack[] {
    return this.stacks().filter(({ status }) => status !== 'DELETE_COMPLETE');
  }
}
