import { Likeness } from '../../custom-resource/declared-together';
import { roughForm, visibleForm } from '../../properties/look-alikes';

/** A name in a source. */
export interface Named {
  readonly name: string;
  readonly row: number;
}

/** A name that is like another one. */
export interface Like {
  readonly likeness: Likeness;
  readonly other: Named;
}

/** The names of one kind in a source. Of nearly all of them the three forms are the same text, which is kept once. */
export class Names {
  private readonly forms: Readonly<Record<Likeness, Map<string, Named>>> = { SAME: new Map(), VISIBLE: new Map(), ROUGH: new Map() };

  /** The name that another one is most like. */
  public likeOf(name: string): Like | undefined {
    for (const [likeness, form] of formsOf(name)) {
      const other = this.find(likeness, form);
      if (other) return { likeness, other };
    }
    return undefined;
  }

  /** Of several names with one form the first is kept. */
  public add(named: Named): void {
    let before: string | undefined;
    for (const [likeness, form] of formsOf(named.name)) {
      const names = this.forms[likeness];
      if (form !== before && !names.has(form)) names.set(form, named);
      before = form;
    }
  }

  /** A name by one of its forms. */
  public find(likeness: Likeness, form: string): Named | undefined {
    const { SAME, VISIBLE, ROUGH } = this.forms;
    const known = likeness === 'SAME' ? [SAME] : likeness === 'VISIBLE' ? [VISIBLE, SAME] : [ROUGH, VISIBLE, SAME];
    return known.map((names) => names.get(form)).find((named) => named !== undefined);
  }

  /** The name that is the same but for upper and lower case. */
  public sameAs(name: string): Named | undefined {
    return this.forms.SAME.get(name.toLowerCase());
  }

  public [Symbol.iterator](): Iterator<Named> {
    return this.forms.SAME.values();
  }
}

/** From the closest to the roughest. */
export function formsOf(name: string): readonly (readonly [Likeness, string])[] {
  return [['SAME', name.toLowerCase()], ['VISIBLE', visibleForm(name)], ['ROUGH', roughForm(name)]];
}
