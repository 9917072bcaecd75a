import { readdirSync, symlinkSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import * as path from 'node:path';
import { build } from 'esbuild';
import { WORK } from '../paths';
import { ROOT } from '../../scripts/root';

/** Compiles the library and the app that is synthesised, file by file as the package has them. Gives the app's file. */
export async function buildSynthesisApp(): Promise<string> {
  const target = path.join(WORK, 'synthesis');
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  const library = readdirSync(path.join(ROOT, 'lib'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).map((file) => `lib/${file}`);
  await build({
    absWorkingDir: ROOT, entryPoints: [...library, 'bench/subjects/synthesis-app.ts'], outdir: target, outbase: ROOT,
    platform: 'node', format: 'cjs', target: 'node20', supported: { 'dynamic-import': false }, logLevel: 'error',
  });
  symlinkSync(path.join(ROOT, 'assets'), path.join(target, 'assets'));
  return path.join(target, 'bench', 'subjects', 'synthesis-app.js');
}
