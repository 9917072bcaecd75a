import { CONTENTS_RESOURCE_TYPE } from '../lib/contract/contents';
import type { Members } from './slice';

/** Why there is no plan of a stack with a template, if its contents of a file are what nobody knows before the deployment. */
export function whyNotRehearsed({ Resources = {} }: Members): string | undefined {
  const found = Object.entries(Resources as Readonly<Record<string, { readonly Type?: unknown }>>).find(([, { Type }]) => Type === CONTENTS_RESOURCE_TYPE);
  return found && `contents from a file (${found[0]}) are not rehearsed by this version, so that nobody knows what they would add, change and remove`;
}
