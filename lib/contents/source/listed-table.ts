import { Problem } from '../../properties/problems';
import { textOf } from '../../properties/validation';
import { Entry, Table } from './table';

/** A list, in a document or in code. */
export class ListedTable implements Table {
  /**
   * @param document the file, if it is in one
   */
  constructor(private readonly name: string, private readonly elements: readonly object[], private readonly document?: string) {}

  public placeOf(row: number): string {
    return `${this.document === undefined ? '' : `${this.document}: `}${this.name}[${row - 1}]`;
  }

  public textOf(row: number, { property, ...problem }: Problem): string {
    const place = this.placeOf(row);
    return textOf({ property: property === '' ? place : `${place}.${property}`, ...problem });
  }

  public read(take: (entry: Entry) => void): void {
    this.elements.forEach((properties, index) => take({ row: index + 1, properties }));
  }
}
