import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';

/** A file in an archive, without its name. */
export interface ArchivedFile {
  readonly mode: string;
  readonly modified: string;
  /** Of its content, in hexadecimal digits. */
  readonly digest: string;
}

const BLOCK = 512;

/** Headers that only tell more of the file after them, such as a long name. */
const EXTENDED = ['x', 'g'];

/**
 * The files of a tarball as npm makes it, by their paths.
 *
 * @throws where the archive has the same path twice
 */
export function filesIn(tarball: Uint8Array): ReadonlyMap<string, ArchivedFile> {
  const archive = gunzipSync(tarball);
  const files = new Map<string, ArchivedFile>();
  let longName: string | undefined;
  for (let at = 0; at + BLOCK <= archive.length && archive[at] !== 0;) {
    const field = (from: number, length: number): string => archive.toString('utf8', at + from, at + from + length).split('\0')[0]?.trim() ?? '';
    const size = Number.parseInt(field(124, 12), 8);
    const content = archive.subarray(at + BLOCK, at + BLOCK + size);
    if (EXTENDED.includes(field(156, 1))) {
      longName = /\d+ path=(.*)\n/.exec(content.toString('utf8'))?.[1];
    } else {
      const name = longName ?? [field(345, 155), field(0, 100)].filter((part) => part !== '').join('/');
      if (files.has(name)) throw new Error(`${name} is twice in the archive`);
      files.set(name, { mode: field(100, 8), modified: field(136, 12), digest: createHash('sha256').update(content).digest('hex') });
      longName = undefined;
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}

/** What differs between two tarballs, a sentence for each; none if they have the same bytes. */
export function differencesBetween(one: Uint8Array, other: Uint8Array): readonly string[] {
  if (Buffer.compare(one, other) === 0) return [];
  const [files, others] = [filesIn(one), filesIn(other)];
  const differences = [...new Set([...files.keys(), ...others.keys()])].sort().flatMap((name) => {
    const [file, otherFile] = [files.get(name), others.get(name)];
    if (!file || !otherFile) return [`${name} is only in one of them`];
    const parts = (['mode', 'modified', 'digest'] as const).filter((part) => file[part] !== otherFile[part]);
    return parts.map((part) => `${name} has another ${part === 'digest' ? 'content' : part}: ${file[part]}, ${otherFile[part]}`);
  });
  return differences.length > 0 ? differences : ['their files are the same, in another order or compressed in another way'];
}
