import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { run } from '../package/commands';
import { Manager, ManagerName, MANAGERS } from './managers';
import type { Newcomer } from './newcomers';

/** Versions of Node.js and package managers, each in a folder of its own. */
export class Tools {
  private constructor(private readonly directory: string) {}

  /** Takes them from the registry of npm; nothing else of the machine changes. */
  public static async install(directory: string, newcomers: readonly Newcomer[]): Promise<Tools> {
    writeFileSync(path.join(directory, 'package.json'), '{ "private": true }');
    const nodes = newcomers.map(({ node }) => `node-${node}@npm:node-${process.platform}-${process.arch}@${node}`);
    const managers = newcomers.flatMap(({ manager }) => {
      const { package: from } = MANAGERS[manager];
      return from === undefined ? [] : [`${folderOf(manager)}@npm:${from}`];
    });
    await run(directory, 'npm', 'install', ...new Set([...nodes, ...managers]));
    return new Tools(directory);
  }

  /** The folder in which somebody has the commands that they use. */
  public commandsOf({ node, manager }: Newcomer): string {
    const folder = path.join(this.directory, `commands-${node}-${folderOf(manager)}`);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    const nodeFile = path.join(this.directory, 'node_modules', `node-${node}`, 'bin', 'node');
    link(nodeFile, path.join(folder, 'node'));
    for (const [command, file] of Object.entries(MANAGERS[manager].commands)) this.add(folder, command, path.join(this.directory, 'node_modules', folderOf(manager), file), MANAGERS[manager]);
    return folder;
  }

  private add(folder: string, command: string, file: string, { isProgram = false }: Manager): void {
    const target = path.join(folder, command);
    if (isProgram) return link(file, target);
    writeFileSync(target, `#!/bin/sh\nexec node '${file}' "$@"\n`);
    chmodSync(target, 0o755);
  }
}

function folderOf(manager: ManagerName): string {
  return `manager-${manager.replace(' ', '-')}`;
}

function link(file: string, target: string): void {
  chmodSync(file, 0o755);
  symlinkSync(file, target);
}
