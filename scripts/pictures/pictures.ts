import { createHash } from 'node:crypto';
import type { DirectorySize } from './directory';

/** Of the directory in the documentation. */
export const DOCUMENTED: DirectorySize = { people: 40, groups: 10, accounts: 13 };

/** The pages in docs/look. */
export const PAGES = ['directory', 'plan'] as const;

interface Picture {
  readonly file: string;
  readonly page: (typeof PAGES)[number];
  /** A selector of what is in the picture. */
  readonly part: string;
  readonly colorScheme: 'light' | 'dark';
}

/** The pictures of the pages in docs/look. */
export const PICTURES: readonly Picture[] = [
  { file: 'groups.png', page: 'directory', part: '#groups-1', colorScheme: 'light' },
  { file: 'groups-dark.png', page: 'directory', part: '#groups-1', colorScheme: 'dark' },
  { file: 'organization.png', page: 'directory', part: '#organization', colorScheme: 'light' },
  { file: 'stacks.png', page: 'directory', part: '#stacks', colorScheme: 'light' },
  { file: 'plan.png', page: 'plan', part: '#resources', colorScheme: 'light' },
  { file: 'plan-groups.png', page: 'plan', part: '#groups', colorScheme: 'light' },
];

/** By which a picture is known to be of a page as it is. */
export function digestOf(page: string): string {
  return createHash('sha256').update(page).digest('hex');
}
