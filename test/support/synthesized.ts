import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { App, AppProps } from 'aws-cdk-lib';

let directories: readonly string[] = [];
afterAll(() => directories.forEach((directory) => rmSync(directory, { recursive: true })));

/** A directory of its own, until the tests of the file are over. */
export function ownDirectory(): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'assembly-'));
  directories = [...directories, directory];
  return directory;
}

/** Synthesises an app into a directory of its own. */
export function synthesized(declare: (app: App) => void, props: AppProps = {}): string {
  const app = new App({ ...props, outdir: ownDirectory() });
  declare(app);
  return app.synth().directory;
}
