import { spawnSync } from 'node:child_process';

export interface ProcessEntry {
  readonly id: number;
  readonly parent: number;
  readonly group: number;
}

/** The processes of this computer; none where there is no `ps`. */
export function processTable(): readonly ProcessEntry[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,pgid='], { encoding: 'utf8' });
  return (stdout ?? '').split('\n').flatMap((line) => {
    const [id, parent, group] = line.trim().split(/\s+/).map(Number);
    return id && group ? [{ id, parent: parent ?? 0, group }] : [];
  });
}

/**
 * What a command has left in the process group that it shared with who started it, and perhaps with a pipeline.
 *
 * @param own who started it, whose other children aren't meant
 * @param before the table when it was started
 * @param now the table after its end
 */
export function leftInGroup(own: number, before: readonly ProcessEntry[], now: readonly ProcessEntry[]): readonly number[] {
  const others = new Set(before.map(({ id }) => id));
  const group = now.find(({ id }) => id === own)?.group;
  const members = new Map(now.filter((each) => each.group === group).map((each) => [each.id, each]));
  const isOthers = ({ id, parent }: ProcessEntry): boolean => {
    if (others.has(id) || parent === own) return true;
    const above = members.get(parent);
    return above !== undefined && isOthers(above);
  };
  return [...members.values()].filter((each) => !isOthers(each)).map(({ id }) => id);
}
