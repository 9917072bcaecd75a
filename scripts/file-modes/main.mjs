// Gives the files that are packed the same modes everywhere. npm packs those that they have, which come from the umask of whoever checked them out.
import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { normalize } from 'node:path';

const listed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
const [{ files }] = JSON.parse(listed);
const commands = new Set(Object.values(JSON.parse(readFileSync('package.json', 'utf8')).bin ?? {}).map((file) => normalize(file)));

for (const { path, mode } of files) {
  const wanted = commands.has(normalize(path)) ? 0o755 : 0o644;
  if ((mode & 0o777) !== wanted) chmodSync(path, wanted);
}
