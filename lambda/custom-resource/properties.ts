import { Failure, failure } from '../guard/failure';
import { quoted } from '../guard/wording';

type Properties = Readonly<Record<string, unknown>>;

/**
 * Reads `ResourceProperties`, in which CloudFormation makes every scalar a string. What is wrong is noted, and the first
 * problem becomes the failure; properties that are not asked for are passed over, so that a newer library's are no error.
 */
export class PropertyReader {
  /**
   * @param place what stands before the names of the properties in messages
   */
  constructor(private readonly properties: Properties, private readonly place = '', private readonly problems: Failure[] = []) {}

  /** The first problem, once everything has been read. */
  public get failure(): Failure | undefined {
    return this.problems[0];
  }

  public required(property: string): string {
    return this.optional(property) ?? this.wrong(property, 'missing', '');
  }

  public optional(property: string): string | undefined {
    const value = this.properties[property];
    if (value === undefined || typeof value === 'string') return value;
    return this.wrong(property, `not a text but ${quoted(JSON.stringify(value))}`, '');
  }

  /** Those of the texts that are there. */
  public texts<Name extends string>(names: readonly Name[]): { readonly [name in Name]?: string } {
    const present = names.flatMap((name) => {
      const text = this.optional(name);
      return text === undefined ? [] : [[name, text]];
    });
    return Object.fromEntries(present) as { [name in Name]?: string };
  }

  public oneOf<Value extends string>(property: string, values: readonly Value[]): Value {
    const text = this.required(property);
    const value = values.find((candidate) => candidate === text);
    return value ?? this.wrong(property, `${quoted(text)} and not one of ${values.join(', ')}`, values[0] as Value);
  }

  public flag(property: string): boolean | undefined {
    return this.properties[property] === undefined ? undefined : this.oneOf(property, ['true', 'false']) === 'true';
  }

  public structure(property: string): PropertyReader | undefined {
    const value = this.properties[property];
    return value === undefined ? undefined : this.within(property, value);
  }

  public list(property: string): readonly PropertyReader[] | undefined {
    const value = this.properties[property];
    if (value === undefined) return undefined;
    if (!Array.isArray(value)) return this.wrong(property, `not a list but ${quoted(JSON.stringify(value))}`, []);
    return value.map((element, index) => this.within(`${property}[${index}]`, element));
  }

  private within(property: string, value: unknown): PropertyReader {
    const isStructure = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (!isStructure) this.wrong(property, `not a structure but ${quoted(JSON.stringify(value))}`, undefined);
    return new PropertyReader(isStructure ? value as Properties : {}, `${this.place}${property}.`, this.problems);
  }

  private wrong<Instead>(property: string, problem: string, instead: Instead): Instead {
    this.problems.push(failure('INVALID_PROPERTIES', { property: this.place + property, problem }));
    return instead;
  }
}
