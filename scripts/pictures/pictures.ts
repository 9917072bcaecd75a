import { createHash } from 'node:crypto';

/** The pages in docs/look. */
export const PAGES = ['directory', 'plan'] as const;

/** A picture of a part of a page. */
export interface Picture {
  readonly file: string;
  readonly page: (typeof PAGES)[number];
  /** A selector of what is in the picture. */
  readonly part: string;
  readonly colorScheme: 'light' | 'dark';
  /** Of the window, in pixels. */
  readonly width: number;
}

/** The pictures of the pages in docs/look. */
export const PICTURES: readonly Picture[] = [
  { file: 'groups.png', page: 'directory', part: '#groups-1', colorScheme: 'light', width: 780 },
  { file: 'groups-dark.png', page: 'directory', part: '#groups-1', colorScheme: 'dark', width: 780 },
  { file: 'organization.png', page: 'directory', part: '#organization', colorScheme: 'light', width: 880 },
  { file: 'stacks.png', page: 'directory', part: '#stacks', colorScheme: 'light', width: 780 },
  { file: 'plan.png', page: 'plan', part: '#resources', colorScheme: 'light', width: 780 },
  { file: 'plan-groups.png', page: 'plan', part: '#groups', colorScheme: 'light', width: 780 },
];

/** By which a picture is known to be of a page as it is. */
export function digestOf(page: string): string {
  return createHash('sha256').update(page).digest('hex');
}
