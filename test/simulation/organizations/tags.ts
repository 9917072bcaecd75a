import type { Properties } from '../../../sandbox/cloudformation/template';

/** The tags that a resource declares. */
export function declaredTags({ Tags = [] }: Properties): Record<string, string> {
  return Object.fromEntries((Tags as unknown as readonly { readonly Key: string; readonly Value: string }[]).map(({ Key, Value }) => [Key, Value]));
}

/** Which of the declared tags an account doesn't have, in words. */
export function missingTags(properties: Properties, { tags }: { readonly tags: Readonly<Record<string, string>> }): string[] {
  return Object.entries(declaredTags(properties))
    .filter(([key, value]) => tags[key] !== value)
    .map(([key, value]) => `the tag ${key} is ${tags[key]} and not ${value}`);
}
