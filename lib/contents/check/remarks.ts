import { IConstruct } from 'constructs';
import { warn } from '../../properties/validation';

/** What may do harm in a source. The same of many rows is one warning. */
export class Remarks {
  private readonly told = new Map<string, { readonly first: string; count: number }>();

  /**
   * @param id as that of a warning
   */
  public add(id: string, text: () => string): void {
    const before = this.told.get(id);
    if (before) before.count += 1;
    else this.told.set(id, { first: text(), count: 1 });
  }

  public warn(scope: IConstruct): void {
    for (const [id, { first, count }] of this.told) warn(scope, id, count === 1 ? first : `${first}. The same can be said ${count - 1} more times`);
  }
}
