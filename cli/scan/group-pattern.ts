/** Whether a name fits one of the patterns, in which `*` stands for any text and `?` for any character. Upper and lower case count as the same. */
export function fitsAny(patterns: readonly string[]): (name: string) => boolean {
  const forms = patterns.map((pattern) => new RegExp(`^${[...pattern].map(formOf).join('')}$`, 'isu'));
  return (name) => forms.some((form) => form.test(name));
}

/** The first pattern that no name fits; mistyped, it would leave out what it was meant for. */
export function firstWithoutName(patterns: readonly string[], names: readonly string[]): string | undefined {
  return patterns.find((pattern) => !names.some(fitsAny([pattern])));
}

function formOf(character: string): string {
  if (character === '*') return '.*';
  if (character === '?') return '.';
  return character.replace(/[\\^$.|+()[\]{}/]/, '\\$&');
}
