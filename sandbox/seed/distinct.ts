import { SeedError } from './shape';

/** Values of a seed that have to differ, each with its place. */
export class Distinct {
  private readonly places = new Map<string, string>();

  /** @throws SeedError if the value was at another place before */
  public add(value: string, place: string): void {
    const other = this.places.get(value);
    if (other !== undefined) throw new SeedError(`${place} must differ from ${other}`);
    this.places.set(value, place);
  }

  public has(value: string): boolean {
    return this.places.has(value);
  }

  /** Where a value is. */
  public placeOf(value: string): string | undefined {
    return this.places.get(value);
  }
}
