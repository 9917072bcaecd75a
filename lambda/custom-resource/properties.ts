import { Failure, failure } from '../guard/failure';
import { quoted } from '../guard/wording';

/**
 * Reads `ResourceProperties`, in which CloudFormation makes every scalar a string. What is wrong is noted, and the first
 * problem becomes the failure; properties that are not asked for are passed over, so that a newer library's are no error.
 */
export class PropertyReader {
  private problem?: Failure;

  constructor(private readonly properties: Readonly<Record<string, unknown>>) {}

  /** The first problem, once everything has been read. */
  public get failure(): Failure | undefined {
    return this.problem;
  }

  public required(property: string): string {
    return this.optional(property) ?? this.wrong(property, 'missing');
  }

  public optional(property: string): string | undefined {
    const value = this.properties[property];
    if (value === undefined || typeof value === 'string') return value;
    return this.wrong(property, `not a text but ${quoted(JSON.stringify(value))}`);
  }

  public oneOf<Value extends string>(property: string, values: readonly Value[]): Value {
    const text = this.required(property);
    const value = values.find((candidate) => candidate === text);
    if (value !== undefined) return value;
    this.wrong(property, `${quoted(text)} and not one of ${values.join(', ')}`);
    return values[0] as Value;
  }

  private wrong(property: string, problem: string): string {
    this.problem ??= failure('INVALID_PROPERTIES', { property, problem });
    return '';
  }
}
