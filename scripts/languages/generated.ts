import { readdirSync } from 'node:fs';
import * as path from 'node:path';
import { DIST, generate, Language } from './language';
import { run } from '../package/commands';

/** The sources of the package, as far as this machine can tell. */
export const DOTNET: Language = {
  name: '.NET (sources only)',
  programs: [],
  async check() {
    await generate('dotnet', '--code-only');
    return `${filesOf(path.join(DIST, 'dotnet'), '.cs')} files are generated`;
  },
};

export const GO: Language = {
  name: 'Go (sources only)',
  programs: [],
  async check() {
    await generate('go', '--code-only');
    return `${filesOf(path.join(DIST, 'go'), '.go')} files are generated`;
  },
};

/** Takes the sources that are there. */
export const GO_BUILD: Language = {
  name: 'Go (build)',
  programs: ['go'],
  unreachable: /403 Forbidden|404 Not Found|410 Gone|no such host|dial tcp|i\/o timeout|verifying/,
  async check() {
    const module = path.join(DIST, 'go', 'cdkorgguard');
    await run(module, 'go', 'mod', 'tidy');
    await run(module, 'go', 'build', './...');
    return 'the package compiles';
  },
};

function filesOf(directory: string, extension: string): number {
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith(extension));
  if (files.length === 0) throw new Error(`${directory} has no ${extension} files`);
  return files.length;
}
