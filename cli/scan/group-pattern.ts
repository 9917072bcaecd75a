/** Whether a name fits one of the patterns, in which `*` stands for any text and `?` for any character. Upper and lower case count as the same. */
export function fitsAny(patterns: readonly string[]): (name: string) => boolean {
  const forms = patterns.map((pattern) => new RegExp(`^${[...pattern].map(formOf).join('')}$`, 'isu'));
  return (name) => forms.some((form) => form.test(name));
}

function formOf(character: string): string {
  if (character === '*') return '.*';
  if (character === '?') return '.';
  return character.replace(/[\\^$.|+()[\]{}/]/, '\\$&');
}
