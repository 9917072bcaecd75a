import { Failure, failure } from '../guard/failure';
import { quoted } from '../guard/wording';

type Structure = Readonly<Record<string, unknown>>;

/**
 * Reads `ResourceProperties`. CloudFormation turns every scalar in them into a string. The reader notes what is wrong, and the first problem becomes the
 * failure. It passes over properties that nobody asks for, so that those of a newer library are no error.
 */
export class PropertyReader {
  private readonly properties: Structure;

  /**
   * @param name what messages call all of them together
   * @param place what stands before the names of the properties in messages
   */
  constructor(properties: unknown, name: string, private readonly place = '', private readonly problems: Failure[] = []) {
    this.properties = isStructure(properties) ? properties : {};
    if (!isStructure(properties)) this.problems.push(wrongly(name, `not a structure but ${kindOf(properties)}`));
  }

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
    return this.wrong(property, `not a text but ${kindOf(value)}`, '');
  }

  /** Those of the texts that are there. */
  public texts<Name extends string>(names: readonly Name[]): { readonly [name in Name]?: string } {
    const present = names.flatMap((name) => {
      const text = this.optional(name);
      return text === undefined ? [] : [[name, text]];
    });
    return Object.fromEntries(present) as { [name in Name]?: string };
  }

  /** A text of a form, which is said when it has another. */
  public formed(property: string, { form, allowed }: { readonly form: RegExp; readonly allowed: string }): string | undefined {
    const text = this.optional(property);
    if (text === undefined || form.test(text)) return text;
    return this.wrong(property, `${quoted(text)} and not ${allowed}`, '');
  }

  public oneOf<Value extends string>(property: string, values: readonly Value[]): Value {
    const text = this.required(property);
    const value = values.find((candidate) => candidate === text);
    return value ?? this.wrong(property, `${quoted(text)} and not one of ${values.join(', ')}`, values[0] as Value);
  }

  /** A whole number, as the text that CloudFormation makes of it. */
  public wholeNumber(property: string): string | undefined {
    const text = this.optional(property);
    if (text === undefined || /^\d{1,9}$/.test(text)) return text;
    return this.wrong(property, `${quoted(text)} and not a whole number`, undefined);
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
    if (!Array.isArray(value)) return this.wrong(property, `not a list but ${kindOf(value)}`, []);
    return value.map((element, index) => this.within(`${property}[${index}]`, element));
  }

  private within(property: string, value: unknown): PropertyReader {
    return new PropertyReader(value, this.place + property, `${this.place}${property}.`, this.problems);
  }

  private wrong<Instead>(property: string, problem: string, instead: Instead): Instead {
    this.problems.push(wrongly(this.place + property, problem));
    return instead;
  }
}

function wrongly(property: string, problem: string): Failure {
  return failure('INVALID_PROPERTIES', { property, problem });
}

function isStructure(value: unknown): value is Structure {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a value is instead of what it ought to be. Not the value itself: a secret may be in it. */
function kindOf(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a structure' : `a ${typeof value}`;
}
