import { ENTITY_NAME, RESERVED_NAMES, TAG_KEY, TAG_VALUE, TEXT } from '../../lib/contract/text-forms';

/** What the CDK takes for a value of its own, and CloudFormation for a reference to one. */
const TAKEN_FOR_REFERENCES = /[$#]\{Token\[|\{\{resolve:/;

/** Whether a text of the store can be declared as it is. */
export function isDeclarable(text: string): boolean {
  return fits(text, TEXT) && !TAKEN_FOR_REFERENCES.test(text);
}

/** Whether a user or group can be declared by its name. */
export function isDeclarableName(kind: 'user' | 'group', name: string): boolean {
  return fits(name, ENTITY_NAME[kind]) && !RESERVED_NAMES.includes(name.toLowerCase()) && !TAKEN_FOR_REFERENCES.test(name);
}

/** Whether a tag can be declared. */
export function isDeclarableTag(key: string, value: string): boolean {
  // As a member of an object it is its prototype.
  if (key === '__proto__') return false;
  return TAG_KEY.form.test(key) && TAG_VALUE.form.test(value) && ![key, value].some((text) => TAKEN_FOR_REFERENCES.test(text));
}

function fits(text: string, { form, maximum }: { readonly form: RegExp; readonly maximum: number }): boolean {
  return form.test(text) && [...text].length <= maximum;
}
