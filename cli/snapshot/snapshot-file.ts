import { reasonOf } from '../../sandbox/command/failure';
import { parseSeed } from '../../sandbox/seed/parse';
import type { Snapshot } from '../../sandbox/seed/snapshot';
import { textIn } from '../given-file';

/** What a file has, or why nothing can be made of it. */
export type SnapshotFile = { readonly snapshot: Snapshot; readonly refused?: undefined } | { readonly snapshot?: undefined; readonly refused: string };

/**
 * The snapshot in a file.
 *
 * @param instead what does with a seed in a sandbox what was to be done with the snapshot, for example `plan plans on it`
 */
export function snapshotIn(file: string, instead: string): SnapshotFile {
  const { snapshot, refused } = readIn(file);
  if (refused !== undefined) return { refused };
  if (!snapshot) return { refused: `${file} is a seed of the sandbox, and no snapshot; npx cdk-org-guard sandbox --seed ${file} -- npx cdk-org-guard ${instead}` };
  if (snapshot.isRedacted) return { refused: `${file} is redacted, so that nothing in it is what is really there; take a snapshot without --redact` };
  return { snapshot };
}

function readIn(file: string): { readonly snapshot?: Snapshot; readonly refused?: string } {
  const { text, refused } = textIn(file);
  if (refused !== undefined) return { refused };
  try {
    return parseSeed(text);
  } catch (thrown) {
    return { refused: `${file} can't be read: ${reasonOf(thrown)}` };
  }
}
